/**
 * What an analyst says, and what may be learned from it. In: feedback records; out: lessons, or a named refusal.
 */
@NullMarked
package dev.weir.feedback;

import org.jspecify.annotations.NullMarked;
