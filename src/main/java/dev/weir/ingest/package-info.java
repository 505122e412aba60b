/**
 * One reader per record format. In: the bytes of a record; out: a flow, or a rejection with a named reason.
 */
@NullMarked
package dev.weir.ingest;

import org.jspecify.annotations.NullMarked;
