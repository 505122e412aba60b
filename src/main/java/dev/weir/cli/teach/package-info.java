/** Verdicts given on the command line, one by one or from a file, and what became of them. */
@NullMarked
package dev.weir.cli.teach;

import org.jspecify.annotations.NullMarked;
