package dev.weir.topics.lists;

import dev.weir.sharing.intel.IntelPart;
import dev.weir.topics.KafkaCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Appends what sources of indicators bring to its topic, from which every instance reads it. */
public final class IntelWriter implements AutoCloseable {
    private final String topic;
    private final Producer<byte[], byte[]> producer;

    /** @param kafka connection settings of any Kafka client */
    public IntelWriter(Map<String, Object> kafka, String topic) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Returns when all parts are on the topic.
     *
     * @throws IllegalStateException if Kafka does not take one
     */
    public void append(List<IntelPart> parts) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(parts.size());
        for (IntelPart part : parts) {
            byte[] key = part.key().getBytes(StandardCharsets.US_ASCII);
            sent.add(producer.send(new ProducerRecord<>(topic, 0, key, part.toBytes())));
        }
        sent.forEach(one -> KafkaCall.outcome(one, "writing to " + topic));
    }

    @Override
    public void close() {
        // Nothing is on its way: append() waits.
        producer.close(Duration.ZERO);
    }
}
