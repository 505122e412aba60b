/** Flows of the past, scored again. In: the scored topic and a model; out: what would alert now and did not then. */
@NullMarked
package dev.weir.detector.hunt;

import org.jspecify.annotations.NullMarked;
