package dev.weir.topics;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts flow records onto their topic, as any collector would. */
public final class FlowWriter implements AutoCloseable {
    private final String topic;
    private final Producer<byte[], byte[]> producer;

    /** @param kafka connection settings of any Kafka client */
    public FlowWriter(Map<String, Object> kafka, String topic) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Returns when it is on the topic. */
    public void send(byte[] record) {
        KafkaCall.outcome(producer.send(new ProducerRecord<>(topic, record)), "writing to " + topic);
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
