/**
 * Models at rest in RocksDB: atomic, checksummed, listed, retained. In: model states; out: the same bytes, or a named
 * damage.
 */
@NullMarked
package dev.weir.checkpoint;

import org.jspecify.annotations.NullMarked;
