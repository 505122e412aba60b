/**
 * The only place that knows Kafka Streams. In: topics; out: topics.
 */
@NullMarked
package dev.weir.stream;

import org.jspecify.annotations.NullMarked;
