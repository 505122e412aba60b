/**
 * Files of records, however they are packed. In: bytes; out: lines.
 */
@NullMarked
package dev.weir.ingest.file;

import org.jspecify.annotations.NullMarked;
