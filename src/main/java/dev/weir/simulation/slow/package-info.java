/** Attacks of a few flows a day. In: a seed and a length of time; out: the flows of an office in which one machine is an attacker's. */
@NullMarked
package dev.weir.simulation.slow;

import org.jspecify.annotations.NullMarked;
