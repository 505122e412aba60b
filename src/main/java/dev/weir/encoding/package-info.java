/** How a vector becomes what a linear model learns from. In: a feature vector; out: pairs of index and value, with names. */
@NullMarked
package dev.weir.encoding;

import org.jspecify.annotations.NullMarked;
