/**
 * Who did what, in a form that shows when something was altered. In: actions; out: the topic {@code weir.audit}, and what is wrong
 * with it.
 */
@NullMarked
package dev.weir.desk.audit;

import org.jspecify.annotations.NullMarked;
