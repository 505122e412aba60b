/**
 * The whole detector in one minute. In: a seed; out: a story told in the terminal, and whether it came true.
 */
@NullMarked
package dev.weir.demo;

import org.jspecify.annotations.NullMarked;
