/** Weir's topics. In: names and sizes; out: topics made and checked, records read and written. */
@NullMarked
package dev.weir.topics;

import org.jspecify.annotations.NullMarked;
