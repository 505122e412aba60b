/** Flows of the past, looked at again. In: the scored topic and a model; out: what would alert now and did not then, and how traffic moved. */
@NullMarked
package dev.weir.detector.hunt;

import org.jspecify.annotations.NullMarked;
