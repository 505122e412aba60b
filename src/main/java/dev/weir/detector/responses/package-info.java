/**
 * Responses at work: one process of all that share a model decides and acts. In: alerts, the model log, and what people say; out:
 * steps on the responses topic, and what executors do.
 */
@NullMarked
package dev.weir.detector.responses;

import org.jspecify.annotations.NullMarked;
