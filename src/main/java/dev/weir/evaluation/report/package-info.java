/** The result of an evaluation as a table, JSON or a picture. */
@NullMarked
package dev.weir.evaluation.report;

import org.jspecify.annotations.NullMarked;
