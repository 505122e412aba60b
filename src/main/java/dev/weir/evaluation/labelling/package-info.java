/** Simulated analysts: whose verdict is asked for, and when it is given. */
@NullMarked
package dev.weir.evaluation.labelling;

import org.jspecify.annotations.NullMarked;
