/**
 * What keeps responses from doing harm. In: a target and how things stand; out: whether it may be acted on, and why not.
 */
@NullMarked
package dev.weir.response.guard;

import org.jspecify.annotations.NullMarked;
