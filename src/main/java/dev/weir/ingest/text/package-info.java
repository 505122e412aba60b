/**
 * Text in pieces: decoding, cutting, numbers and times, without allocation. In: bytes or characters; out: fields and values.
 */
@NullMarked
package dev.weir.ingest.text;

import org.jspecify.annotations.NullMarked;
