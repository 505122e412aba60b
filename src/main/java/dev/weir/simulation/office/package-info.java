/** The invented office: its network, hours and chance, and how a flow of it is made. In: a seed; out: drafts of flows. */
@NullMarked
package dev.weir.simulation.office;

import org.jspecify.annotations.NullMarked;
