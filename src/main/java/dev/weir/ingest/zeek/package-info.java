/**
 * Zeek's conn log as tab-separated text, with its header or without. In: one line; out: its fields, named.
 */
@NullMarked
package dev.weir.ingest.zeek;

import org.jspecify.annotations.NullMarked;
