/**
 * Makes flows of records that tell of one direction each. In: such records as they come; out: flows of both directions, and after a
 * while those records that found no other.
 */
@NullMarked
package dev.weir.ingest.stitch;

import org.jspecify.annotations.NullMarked;
