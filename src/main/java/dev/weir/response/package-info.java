/**
 * What is done about an alert, step by step, and what is known of it. In: alerts, verdicts and what people decide; out: steps in
 * the lives of responses, of which the state is a fold.
 */
@NullMarked
package dev.weir.response;

import org.jspecify.annotations.NullMarked;
