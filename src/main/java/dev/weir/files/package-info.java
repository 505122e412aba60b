/** Small files of one's own: written whole or not at all, and folders that one process has to itself. */
@NullMarked
package dev.weir.files;

import org.jspecify.annotations.NullMarked;
