package dev.weir.topics.lists;

import dev.weir.alert.allow.AllowEvent;
import dev.weir.topics.KafkaCall;
import dev.weir.wire.AllowEventJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Appends changes of the allowlist to its topic, from which every instance reads them. */
public final class AllowlistWriter implements AutoCloseable {
    /** Any will do, but none would be passed over where the list is read again. */
    private static final byte[] KEY = "allow".getBytes(StandardCharsets.US_ASCII);

    private final String topic;
    private final Producer<byte[], byte[]> producer;

    /** @param kafka connection settings of any Kafka client */
    public AllowlistWriter(Map<String, Object> kafka, String topic) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Returns when the event is on the topic.
     *
     * @return its offset
     * @throws IllegalStateException if Kafka does not take it
     */
    public long append(AllowEvent event) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, 0, KEY, AllowEventJson.write(event));
        return KafkaCall.outcome(producer.send(record), "writing to " + topic).offset();
    }

    @Override
    public void close() {
        // Nothing is on its way: append() waits. So without Kafka there is nothing to wait for either.
        producer.close(Duration.ZERO);
    }
}
