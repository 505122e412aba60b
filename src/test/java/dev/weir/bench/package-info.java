/** What {@code scripts/dev bench} measures: throughput, latency, memory and disk of the whole detector on a real broker. */
@NullMarked
package dev.weir.bench;

import org.jspecify.annotations.NullMarked;
