/** What attackers send. In: the office and a plan; out: labelled flows of each kind of attack. */
@NullMarked
package dev.weir.simulation.attack;

import org.jspecify.annotations.NullMarked;
