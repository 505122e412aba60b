package dev.weir.metrics;

import java.util.Map;

/**
 * One figure that Kafka Streams keeps itself.
 *
 * @param name in snake_case, ending in the unit
 * @param labels what it is of, such as the store; may be empty
 * @param value now
 */
public record Gauge(String name, Map<String, String> labels, double value) {
    public Gauge {
        labels = Map.copyOf(labels);
    }

    /** One of the detector as a whole. */
    public Gauge(String name, double value) {
        this(name, Map.of(), value);
    }
}
