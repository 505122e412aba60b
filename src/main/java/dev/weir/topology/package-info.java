/**
 * The only place that knows Kafka Streams. In: topics; out: topics.
 */
@NullMarked
package dev.weir.topology;

import org.jspecify.annotations.NullMarked;
