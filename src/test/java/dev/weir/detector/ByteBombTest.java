package dev.weir.detector;

import static dev.weir.detector.TestDetector.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.ChildJvm;
import dev.weir.broker.TestBroker;
import dev.weir.stream.DeadLetter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A detector of 512 MB against records that are small on the wire and two gigabytes when they are unpacked. */
@Tag("broker")
class ByteBombTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final int RECORDS = 200;
    private static final int RECORD_BYTES = 10 * 1024 * 1024;

    @TempDir
    private Path directory;

    @Test
    void recordsThatUnpackToGigabytes_areDeadLetters_andTheNextFlowIsScored() {
        try (ChildJvm detector = ChildJvm.start(
                DetectorMain.class,
                BROKER.bootstrapServer(),
                directory.resolve("detector").toString(),
                "bomb")) {
            assertThat(detector.readLine()).isIn("REBALANCING", "RUNNING");
            sendBombs("bomb.flows", "bomb.feedback");
            BROKER.produce("bomb.flows", null, TestDetector.flow("after", 1));

            List<ConsumerRecord<byte[], byte[]>> dead = BROKER.consume("bomb.dead-letters", 2 * RECORDS);
            assertThat(dead).hasSize(2 * RECORDS).allSatisfy(record -> {
                assertThat(header(record, DeadLetter.REASON)).isEqualTo("too_large");
                assertThat(header(record, DeadLetter.CUT)).isEqualTo(Integer.toString(RECORD_BYTES));
                assertThat(record.value()).hasSize(64 * 1024);
            });
            assertThat(header(dead.get(0), DeadLetter.DETAIL)).contains(Integer.toString(RECORD_BYTES));
            assertThat(BROKER.consume("bomb.scored", 1)).hasSize(1);
        }
    }

    @Test
    void recordsLargerThanTheHeap_andTooManyHeaders_areDeadLetters_alsoForTheNextStart() throws IOException {
        String[] arguments = {
            BROKER.bootstrapServer(), directory.resolve("detector").toString(), "giant"
        };
        try (ChildJvm detector = ChildJvm.start(DetectorMain.class, arguments)) {
            assertThat(detector.readLine()).isIn("REBALANCING", "RUNNING");
            try (GiantSender giants = new GiantSender(BROKER.bootstrapServer())) {
                giants.send("giant.flows", 0, GiantSender.Part.VALUE);
                giants.send("giant.feedback", 0, GiantSender.Part.VALUE);
            }
            BROKER.produce("giant.flows", null, TestDetector.flow("after", 1));
            assertThat(BROKER.consume("giant.scored", 1)).hasSize(1);
            assertThat(BROKER.consume("giant.dead-letters", 2)).allSatisfy(record -> {
                assertThat(header(record, DeadLetter.REASON)).isEqualTo("too_large");
                assertThat(header(record, DeadLetter.CUT)).isEqualTo(Integer.toString(GiantSender.BYTES));
            });
        }
        try (GiantSender giants = new GiantSender(BROKER.bootstrapServer());
                ChildJvm detector = ChildJvm.start(DetectorMain.class, arguments)) {
            giants.send("giant.flows", 0, GiantSender.Part.KEY);
            giants.send("giant.flows", 1, GiantSender.Part.HEADER);
            giants.send("giant.feedback", 1, GiantSender.Part.HEADERS);
            assertThat(detector.readLine()).isIn("REBALANCING", "RUNNING");
            BROKER.produce("giant.flows", null, TestDetector.flow("again", 1));
            assertThat(BROKER.consume("giant.scored", 2)).hasSize(2);
            assertThat(BROKER.consume("giant.dead-letters", 5)).hasSize(5);
        }
    }

    private static void sendBombs(String... topics) {
        byte[] blanks = new byte[RECORD_BYTES];
        Arrays.fill(blanks, (byte) ' ');
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                BROKER.bootstrapServer(),
                "compression.type",
                "zstd",
                "max.request.size",
                2 * RECORD_BYTES,
                "buffer.memory",
                8L * RECORD_BYTES);
        try (KafkaProducer<byte[], byte[]> sender =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String topic : topics) {
                IntStream.range(0, RECORDS)
                        .mapToObj(i -> sender.send(new ProducerRecord<>(topic, 0, null, blanks)))
                        .toList()
                        .forEach(TestBroker::await);
            }
        }
    }
}
