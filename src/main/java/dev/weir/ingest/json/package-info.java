/**
 * Records in JSON. In: one object as text; out: its fields, named.
 */
@NullMarked
package dev.weir.ingest.json;

import org.jspecify.annotations.NullMarked;
