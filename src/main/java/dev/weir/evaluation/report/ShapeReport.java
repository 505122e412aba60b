package dev.weir.evaluation.report;

/**
 * How well alerts name the shape of an attack, without any verdict, as they are raised.
 *
 * @param alerts true alerts whose category is known
 * @param ofShape those of them whose category is one of the shapes
 * @param namedOfShape part of those that name a shape, 0 to 1; NaN if there are none
 * @param named true alerts that name a shape
 * @param right part of those that name the right one, 0 to 1; NaN if there are none
 */
public record ShapeReport(long alerts, long ofShape, double namedOfShape, long named, double right) {}
