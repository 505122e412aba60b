/**
 * Who may ask what. In: tokens; out: the {@link dev.weir.api.access.Caller} behind a request, with a {@link
 * dev.weir.api.access.Role}.
 */
@NullMarked
package dev.weir.api.access;

import org.jspecify.annotations.NullMarked;
