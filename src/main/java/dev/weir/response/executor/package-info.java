/**
 * Makes the network what the responses in force say it should be. In: those responses, again and again; out: which of them are
 * done, and which cannot be. Each executor compares what should be with what is, and mends the difference, so that a crash or a
 * restart of either side leaves nothing behind.
 */
@NullMarked
package dev.weir.response.executor;

import org.jspecify.annotations.NullMarked;
