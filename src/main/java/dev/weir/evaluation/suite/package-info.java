/**
 * Measures a build on a whole suite of labelled sets. In: a folder of sets and a number of seeds; out: a report with mean, least and
 * most over the seeds, and comparisons of reports.
 */
@NullMarked
package dev.weir.evaluation.suite;

import org.jspecify.annotations.NullMarked;
