/**
 * Weir's own format. In: one line, or named fields; out: what they say of a flow.
 */
@NullMarked
package dev.weir.ingest.weir;

import org.jspecify.annotations.NullMarked;
