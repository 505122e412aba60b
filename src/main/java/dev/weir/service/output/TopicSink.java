package dev.weir.service.output;

import dev.weir.sharing.sink.Message;
import dev.weir.sharing.sink.Sink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A Kafka topic, with the id of the alert or response as key. */
final class TopicSink implements Sink {
    private static final int TIMEOUT_MILLIS = 15_000;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final String topic;
    private final Producer<byte[], byte[]> producer;

    /** @param kafka settings of any Kafka client */
    TopicSink(String topic, Map<String, Object> kafka) {
        this.topic = topic;
        Map<String, Object> settings = new TreeMap<>(kafka);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public String name() {
        return "topic " + topic;
    }

    @Override
    public int deliver(List<Message> batch) throws IOException {
        try {
            List<Future<RecordMetadata>> sent = new ArrayList<>(batch.size());
            for (Message message : batch) {
                byte[] key = message.id().getBytes(StandardCharsets.UTF_8);
                sent.add(producer.send(new ProducerRecord<>(topic, key, message.body())));
            }
            producer.flush();
            for (Future<RecordMetadata> one : sent) {
                one.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            }
            return 0;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new IOException(name() + " does not take what is sent: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
