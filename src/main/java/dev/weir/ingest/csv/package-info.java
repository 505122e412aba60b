/**
 * Lines of comma-separated values under a header. In: one line; out: its fields, named.
 */
@NullMarked
package dev.weir.ingest.csv;

import org.jspecify.annotations.NullMarked;
