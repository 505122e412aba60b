package dev.weir.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A consumer that looks through what it fetches, on a broker that goes away and comes again. */
@Tag("broker")
class GuardedConsumerTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final TopicPartition PLACE = new TopicPartition("guarded", 0);

    @Test
    void records_areCutAsSent_andReadOn_thoughTheBrokerWasAwayInBetween() {
        BROKER.createTopic(PLACE.topic(), 1);
        try (BoundedConsumer consumer =
                BoundedConsumer.ofStrangers(Map.of("bootstrap.servers", BROKER.bootstrapServer()))) {
            consumer.assign(List.of(PLACE));
            consumer.seekToBeginning(List.of(PLACE));
            for (int round = 0; round < 3; round++) {
                send(5 * 1024 * 1024);
                ConsumerRecord<byte[], byte[]> read = next(consumer);
                assertThat(read.value()).hasSize(BoundedBytes.OF_STRANGERS);
                assertThat(read.offset()).isEqualTo(round);
                assertThat(BoundedBytes.cutOff(read.headers())).isEqualTo(5 * 1024 * 1024 - BoundedBytes.OF_STRANGERS);
                BROKER.restart();
            }
            assertThat(consumer.poll(Duration.ofMillis(500))).isEmpty();
        }
    }

    @Test
    void consumerWhoseBrokerIsGone_canBeAskedAndClosed() {
        TestBroker gone = new TestBroker().start();
        gone.createTopic(PLACE.topic(), 1);
        try (BoundedConsumer consumer =
                BoundedConsumer.ofStrangers(Map.of("bootstrap.servers", gone.bootstrapServer()))) {
            consumer.assign(List.of(PLACE));
            consumer.seekToBeginning(List.of(PLACE));
            assertThat(consumer.poll(Duration.ofSeconds(2))).isEmpty();
            gone.close();

            for (int i = 0; i < 10; i++) {
                assertThat(consumer.poll(Duration.ofMillis(200))).isEmpty();
            }
        }
    }

    private static ConsumerRecord<byte[], byte[]> next(BoundedConsumer consumer) {
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        TestBroker.await("a record", () -> {
            consumer.poll(Duration.ofMillis(100)).forEach(read::add);
            return !read.isEmpty();
        });
        assertThat(read).hasSize(1);
        return read.get(0);
    }

    private static void send(int bytes) {
        byte[] blanks = new byte[bytes];
        Arrays.fill(blanks, (byte) ' ');
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                BROKER.bootstrapServer(),
                "compression.type",
                "zstd",
                "max.request.size",
                2 * bytes);
        try (KafkaProducer<byte[], byte[]> sender =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            TestBroker.await(sender.send(new ProducerRecord<>(PLACE.topic(), 0, null, blanks)));
        }
    }
}
