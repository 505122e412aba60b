/** Erases a host from Weir's topics, and says what is left. */
@NullMarked
package dev.weir.service.erasure;

import org.jspecify.annotations.NullMarked;
