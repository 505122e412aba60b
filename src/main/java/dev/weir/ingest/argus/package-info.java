/**
 * Flows printed by Argus' clients. In: one line, or named fields; out: what they say of a flow.
 */
@NullMarked
package dev.weir.ingest.argus;

import org.jspecify.annotations.NullMarked;
