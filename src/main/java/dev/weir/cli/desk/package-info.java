/**
 * The analysts' desk in a terminal: alerts, who may ask what, and who did what. In: arguments; out: what the running detector's API
 * and the audit say.
 */
@NullMarked
package dev.weir.cli.desk;

import org.jspecify.annotations.NullMarked;
