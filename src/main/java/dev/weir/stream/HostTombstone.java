package dev.weir.stream;

import dev.weir.topics.TopicNames;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record that has the task of a partition forget a host: its name as key, and no value. It goes to the topic between the stages of
 * the stream that no collector may write to, so that each task erases in its own stores, in one transaction with what it read.
 */
public final class HostTombstone {
    private static final String NAME = "stitched";

    private HostTombstone() {}

    /** In the names of the stream. */
    static String name() {
        return NAME;
    }

    /** The topic, of which every partition has a task with stores of its own. */
    public static String topic(TopicNames names) {
        return names.prefix() + "-" + NAME + "-repartition";
    }

    /** The record. */
    public static ProducerRecord<byte[], byte[]> of(TopicNames names, int partition, String host) {
        return new ProducerRecord<>(topic(names), partition, host.getBytes(StandardCharsets.US_ASCII), null);
    }
}
