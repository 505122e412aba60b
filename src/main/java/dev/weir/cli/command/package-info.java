/** What all commands share: the question to the detector, failures as one line, tables and text. */
@NullMarked
package dev.weir.cli.command;

import org.jspecify.annotations.NullMarked;
