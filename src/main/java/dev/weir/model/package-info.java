/** The threat model: Vowpal Wabbit behind {@code score} and {@code learn}. In: examples and verdicts; out: scores and saved models. */
@NullMarked
package dev.weir.model;

import org.jspecify.annotations.NullMarked;
