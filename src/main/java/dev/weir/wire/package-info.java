/** The records on Weir's own topics, as bytes. In: values of the domain; out: bytes, and back. */
@NullMarked
package dev.weir.wire;

import org.jspecify.annotations.NullMarked;
