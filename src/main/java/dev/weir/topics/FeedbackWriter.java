package dev.weir.topics;

import dev.weir.feedback.Feedback;
import dev.weir.feedback.FeedbackReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts feedback onto its topic, as any analyst's tool would. */
public final class FeedbackWriter implements AutoCloseable {
    private final String topic;
    private final Producer<byte[], byte[]> producer;

    /** @param kafka connection settings of any Kafka client */
    public FeedbackWriter(Map<String, Object> kafka, String topic) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Sends in order, and returns when all are on the topic.
     *
     * @throws IllegalStateException if Kafka does not take one
     */
    public void give(List<Feedback> feedback) {
        List<Future<RecordMetadata>> sent = feedback.stream()
                .map(one -> producer.send(new ProducerRecord<>(topic, key(one), FeedbackReader.write(one))))
                .toList();
        producer.flush();
        sent.forEach(record -> Waiting.on(record, "writing to " + topic));
    }

    private static byte[] key(Feedback feedback) {
        return feedback.flowId().value().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        // Nothing is on its way: give() waits. So without Kafka there is nothing to wait for either.
        producer.close(Duration.ZERO);
    }
}
