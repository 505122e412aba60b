/** Commands that work on files and need no detector: evaluate, train, doctor, formats. */
@NullMarked
package dev.weir.cli.offline;

import org.jspecify.annotations.NullMarked;
