/** Delivers messages to where other systems take them: files and HTTP. A batch is delivered whole, or is to be tried again. */
@NullMarked
package dev.weir.sharing.sink;

import org.jspecify.annotations.NullMarked;
