/** What an honest office sends. In: the office; out: flows of its people and machines, in order of time. */
@NullMarked
package dev.weir.simulation.benign;

import org.jspecify.annotations.NullMarked;
