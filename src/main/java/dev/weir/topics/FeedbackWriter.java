package dev.weir.topics;

import dev.weir.feedback.Feedback;
import dev.weir.feedback.FeedbackKey;
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
import org.jspecify.annotations.Nullable;

/** Puts feedback onto its topic, signed if it has the key. */
public final class FeedbackWriter implements AutoCloseable {
    private final String topic;
    private final Producer<byte[], byte[]> producer;
    private final @Nullable FeedbackKey signing;

    /**
     * @param kafka connection settings of any Kafka client
     * @param signing the detector's key; null if it is not at hand
     */
    public FeedbackWriter(Map<String, Object> kafka, String topic, @Nullable FeedbackKey signing) {
        this.topic = topic;
        this.signing = signing;
        this.producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Sends in order, and returns when all are on the topic.
     *
     * @return partition and offset of each record, such as {@code 3-17}
     * @throws IllegalStateException if Kafka does not take one
     */
    public List<String> give(List<Feedback> feedback) {
        return send(feedback.stream()
                .map(one -> record(one, FeedbackReader.write(one)))
                .toList());
    }

    /**
     * Takes back all that an analyst said of a flow, as {@link FeedbackReader#writeUndo} has it.
     *
     * @return partition and offset of the record
     * @throws IllegalStateException if Kafka does not take it
     */
    public String takeBack(Feedback correction, long firstLesson) {
        return send(List.of(record(correction, FeedbackReader.writeUndo(correction, firstLesson))))
                .get(0);
    }

    private ProducerRecord<byte[], byte[]> record(Feedback feedback, byte[] value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key(feedback), value);
        if (signing != null) {
            record.headers().add(FeedbackKey.HEADER, signing.sign(value));
        }
        return record;
    }

    private List<String> send(List<ProducerRecord<byte[], byte[]>> records) {
        List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
        producer.flush();
        return sent.stream()
                .map(record -> KafkaCall.outcome(record, "writing to " + topic))
                .map(place -> place.partition() + "-" + place.offset())
                .toList();
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
