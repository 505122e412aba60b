/**
 * From features to a decision. In: a feature vector and a model snapshot; out: a scored flow, explained.
 */
@NullMarked
package dev.weir.scoring;

import org.jspecify.annotations.NullMarked;
