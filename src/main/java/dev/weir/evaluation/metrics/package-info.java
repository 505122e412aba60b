/** Measures of ranking, calibration, kinds and shapes over scored flows. */
@NullMarked
package dev.weir.evaluation.metrics;

import org.jspecify.annotations.NullMarked;
