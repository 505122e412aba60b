/**
 * How good the detector is, measured by the code that runs it. In: labelled flows; out: figures.
 */
@NullMarked
package dev.weir.evaluation;

import org.jspecify.annotations.NullMarked;
