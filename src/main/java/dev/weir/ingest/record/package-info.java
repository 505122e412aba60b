/**
 * What every format shares: the named fields of one record, and how they become a flow. In: text of fields; out: a flow, or a rejection with a named reason.
 */
@NullMarked
package dev.weir.ingest.record;

import org.jspecify.annotations.NullMarked;
