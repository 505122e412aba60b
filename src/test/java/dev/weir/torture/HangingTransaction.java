package dev.weir.torture;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A transaction on a topic that its producer never ends; the broker does, when it has waited long enough. */
final class HangingTransaction {
    private static final int TIMEOUT_MILLIS = 15_000;
    private static final int PATIENCE_MILLIS = 20_000;

    private HangingTransaction() {}

    /** Leaves one behind; false if the broker is away. */
    static boolean leave(String bootstrapServer, String topic, String name) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServer,
                "transactional.id",
                name,
                "transaction.timeout.ms",
                TIMEOUT_MILLIS,
                "max.block.ms",
                PATIENCE_MILLIS,
                "delivery.timeout.ms",
                TIMEOUT_MILLIS,
                "request.timeout.ms",
                TIMEOUT_MILLIS - 1_000);
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            producer.beginTransaction();
            boolean isSent = producer.send(new ProducerRecord<>(topic, new byte[] {'x'}, new byte[] {'y'})) != null;
            producer.flush();
            return isSent;
        } catch (KafkaException e) {
            return false;
        } finally {
            producer.close(Duration.ZERO);
        }
    }
}
