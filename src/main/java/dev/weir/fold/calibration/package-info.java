/** How often a score is right. In: verdicts on flows that chance drew; out: the probability that a logit of the model stands for. */
@NullMarked
package dev.weir.fold.calibration;

import org.jspecify.annotations.NullMarked;
