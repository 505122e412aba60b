/**
 * What an analyst is shown. In: scored flows; out: alerts with a severity.
 */
@NullMarked
package dev.weir.alert;

import org.jspecify.annotations.NullMarked;
