/**
 * What is done about an alert, and what guards it. In: alerts; out: commands.
 */
@NullMarked
package dev.weir.response;

import org.jspecify.annotations.NullMarked;
