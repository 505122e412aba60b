package dev.weir.demo;

import dev.weir.flow.Label;
import dev.weir.ingest.NativeJson;
import dev.weir.simulation.office.SimulatedFlow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts flows onto their topic as a collector does, in order and without a key. What they really are stays here. */
final class FlowSender implements AutoCloseable {
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;

    FlowSender(Map<String, Object> kafka, String topic) {
        this.topic = topic;
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** @throws DemoException if Kafka does not take one */
    void send(List<SimulatedFlow> flows) {
        List<Future<RecordMetadata>> sent = flows.stream()
                .map(flow ->
                        producer.send(new ProducerRecord<>(topic, null, NativeJson.bytes(flow.flow(), Label.UNKNOWN))))
                .toList();
        producer.flush();
        sent.forEach(FlowSender::requireSent);
    }

    private static void requireSent(Future<RecordMetadata> record) {
        try {
            record.get();
        } catch (ExecutionException e) {
            throw new DemoException("Kafka did not take a flow: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted");
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
