/** How what outlives a process is written as JSON. In: texts of strangers; out: lines of visible ASCII. */
@NullMarked
package dev.weir.fold.json;

import org.jspecify.annotations.NullMarked;
