/**
 * A Kafka broker inside this process, for one machine. In: a folder; out: an address to connect to.
 */
@NullMarked
package dev.weir.broker;

import org.jspecify.annotations.NullMarked;
