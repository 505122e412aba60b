/**
 * An invented office network, for the demonstration, the tests and the bench. In: a seed; out: labelled flows in order of
 * time, endlessly different and always repeatable, and an analyst who judges them.
 */
@NullMarked
package dev.weir.simulation;

import org.jspecify.annotations.NullMarked;
