/** What a detector counts and times. In: events of its stages; out: families of metrics, by the names that are shown. */
@NullMarked
package dev.weir.metrics;

import org.jspecify.annotations.NullMarked;
