/**
 * What stands before the routes. In: requests as they come off the wire; out: those that may come in, on a thread of their own, or
 * the answer that is kept for them.
 */
@NullMarked
package dev.weir.api.door;

import org.jspecify.annotations.NullMarked;
