/**
 * The lessons that made the model. In: the model log, and which lessons, flow or versions are asked about; out: what they did, a
 * model without them, and proofs.
 */
@NullMarked
package dev.weir.detector.lessons;

import org.jspecify.annotations.NullMarked;
