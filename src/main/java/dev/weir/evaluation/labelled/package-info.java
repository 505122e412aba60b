/**
 * Labelled files as users have them. In: a file of flows with labels in whatever words; out: flows with verdicts, and an account of
 * what was not understood.
 */
@NullMarked
package dev.weir.evaluation.labelled;

import org.jspecify.annotations.NullMarked;
