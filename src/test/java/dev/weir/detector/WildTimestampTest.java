package dev.weir.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A detector on topics that somebody else made, where producers say what time it is. */
@Tag("broker")
class WildTimestampTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final Map<String, String> ANY_TIME = Map.of(
            "message.timestamp.type", "CreateTime",
            "message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE),
            "message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));

    @TempDir
    private Path directory;

    @Test
    void recordsOfNoTimeAndOfTheEndOfTime_areReadAsAnyOther_alsoAfterARestart() {
        for (String topic : List.of("wild.flows", "wild.feedback", "wild.scored")) {
            BROKER.createTopic(topic, 2, ANY_TIME);
        }
        BROKER.createTopic("wild.model-log", 1, ANY_TIME);
        send("wild.flows", -1, TestDetector.flow("before", 1));
        try (TestDetector detector = TestDetector.start(BROKER, directory, "wild")) {
            send("wild.flows", Long.MAX_VALUE, TestDetector.flow("ahead", 2));
            send("wild.feedback", -1, TestDetector.bytes("no verdict"));
            send("wild.scored", -1, TestDetector.bytes("no flow"));
            detector.process().models().takeCheckpoint("first", "alice");
            send("wild.model-log", -1, TestDetector.bytes("no event"));
            assertThat(detector.awaitScored("before", 1, "score")).hasSize(1);
            assertThat(detector.awaitScored("ahead", 1, "score")).hasSize(1);
            assertThat(detector.awaitRecords("wild.scored", records -> records.size() >= 3))
                    .filteredOn(record -> !TestDetector.text(record.key()).equals("wild"))
                    .extracting(ConsumerRecord::timestamp)
                    .allMatch(millis -> Math.abs(millis - System.currentTimeMillis()) < 600_000);

            detector.restart();
            detector.sendFlows("after", 3);

            assertThat(detector.awaitScored("after", 3, "score")).hasSize(3);
            assertThat(detector.process().health().isAlive()).isTrue();
        }
    }

    /** Kafka's own record refuses a negative time; other clients send it. */
    private static void send(String topic, long timestamp, byte[] value) {
        BROKER.produce(List.of(new ProducerRecord<>(topic, 0, null, TestDetector.bytes("wild"), value) {
            @Override
            public Long timestamp() {
                return timestamp;
            }
        }));
    }
}
