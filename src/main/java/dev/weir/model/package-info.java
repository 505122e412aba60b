/**
 * The threat model and the fold that makes it. In: model events in log order; out: snapshots that score.
 */
@NullMarked
package dev.weir.model;

import org.jspecify.annotations.NullMarked;
