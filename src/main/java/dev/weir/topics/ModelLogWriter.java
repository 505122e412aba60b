package dev.weir.topics;

import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Appends an operator's event to the model log. */
public final class ModelLogWriter implements AutoCloseable {
    private static final int MAX_REQUEST_BYTES = 16 * 1024 * 1024;

    private final String topic;
    private final Producer<byte[], byte[]> producer;

    public ModelLogWriter(Map<String, Object> kafka, String topic) {
        this.topic = topic;
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** @return the offset of the event; the model version after it is one more */
    public long append(ModelEvent event) {
        byte[] kind = ModelEventCodec.kind(event).getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, 0, kind, ModelEventCodec.encode(event));
        return KafkaCall.outcome(producer.send(record), "writing to " + topic).offset();
    }

    @Override
    public void close() {
        // Nothing is on its way: append() waits. So without Kafka there is nothing to wait for either.
        producer.close(Duration.ZERO);
    }
}
