package dev.weir.detector;

import static dev.weir.detector.TestDetector.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import dev.weir.flow.Verdict;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import dev.weir.health.FlowWatch;
import dev.weir.health.Health;
import dev.weir.health.WatchdogLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a detector says of itself when it is well, and when something has happened to it. */
@Tag("broker")
class HealthTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final WatchdogLimits IMPATIENT = new WatchdogLimits(
            Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(3));

    @TempDir
    private Path directory;

    private TestDetector detector;

    @BeforeEach
    void start(TestInfo test) {
        detector = TestDetector.start(
                BROKER, directory, test.getTestMethod().orElseThrow().getName(), IMPATIENT);
        await(Health.State.READY);
    }

    @AfterEach
    void stop() {
        detector.close();
    }

    @Test
    void logTruncatedWhileItRuns_isDead() {
        checkpoint("a");
        checkpoint("b");

        BROKER.deleteRecords(detector.names.modelLog(), 1);

        await(Health.State.DEAD);
        assertThat(reason())
                .isEqualTo(detector.names.modelLog()
                        + " was truncated while Weir ran: it began at offset 0 and now begins at 1."
                        + " Restore it, and keep others from deleting its records");
    }

    @Test
    void foldThatFails_isDead_andSaysWhy() {
        detector.process().live().fold().close();

        BROKER.produce(detector.names.modelLog(), bytes("checkpoint"), event("after-the-end"));

        await(Health.State.DEAD);
        assertThat(reason()).contains("the model fold is closed");
    }

    @Test
    void foldThatStandsStill_isDegraded_untilItGoesOn() {
        synchronized (detector.process().live().fold()) {
            BROKER.produce(detector.names.modelLog(), bytes("checkpoint"), event("waits"));
            await(Health.State.DEGRADED);
            assertThat(reason()).contains("the model stands still at version 0");
        }
        await(Health.State.READY);
        assertThat(detector.process().model().version()).isEqualTo(1);
    }

    @Test
    void endOfATransaction_isNoEventThatTheFoldIsBehind() {
        detector.sendFlows("f", 1);
        detector.awaitScored("f", 1, "score");
        detector.give("f0", Verdict.BENIGN, "alice");
        detector.awaitLessons(1);
        assertThat(BROKER.end(detector.names.modelLog(), 0)).isEqualTo(2);

        TestBroker.await("no lag", () -> detector.process().readings().foldLag() == 0);
        assertThat(detector.process().health()).isEqualTo(Health.READY);
    }

    @Test
    void transactionThatNobodyEnds_isNamed_andHowToEndIt() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                BROKER.bootstrapServer(),
                "transactional.id",
                "hangs",
                "transaction.timeout.ms",
                60_000);
        try (KafkaProducer<byte[], byte[]> hanging =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            hanging.initTransactions();
            hanging.beginTransaction();
            Future<RecordMetadata> unused =
                    hanging.send(new ProducerRecord<>(detector.names.modelLog(), bytes("checkpoint"), event("never")));
            hanging.flush();

            await(Health.State.DEGRADED);
            assertThat(reason())
                    .containsPattern("blocked by an open transaction of producer \\d+ on " + detector.names.modelLog())
                    .contains("abort --topic " + detector.names.modelLog() + " --partition 0 --start-offset 0");
            assertThat(detector.process().health().isReady()).isFalse();

            hanging.abortTransaction();
            await(Health.State.READY);
        }
    }

    @Test
    void kafkaThatIsGone_isDegraded_andReadyWhenItIsBack() {
        BROKER.embedded().close();

        await(Health.State.DEGRADED);
        assertThat(detector.process().health().isAlive()).isTrue();

        BROKER.restart();
        await(Health.State.READY);
    }

    @Test
    void closed_isDead() {
        detector.close();

        assertThat(detector.process().health().state()).isEqualTo(Health.State.DEAD);
    }

    @Test
    void flowsOfWhichNoneIsCommitted_areNamed_andCommittedOnesAreNot() {
        TopicPartition stuck = new TopicPartition("flow-watch", 0);
        TopicPartition moving = new TopicPartition("flow-watch", 1);
        BROKER.createTopic(stuck.topic(), 2);
        BROKER.produce(stuck.topic(), bytes("a"), bytes("to one"));
        for (int i = 0; i < 20; i++) {
            BROKER.produce(stuck.topic(), bytes("key " + i), bytes("to both"));
        }
        FlowWatch watch =
                new FlowWatch(BROKER.admin(), "flow-watch-group", () -> Set.of(stuck, moving), Duration.ofSeconds(30));
        assertThat(watch.look(0)).isEqualTo(Health.READY);
        commit(moving, 1);
        assertThat(watch.look(TimeUnit.SECONDS.toNanos(29))).isEqualTo(Health.READY);

        Health health = watch.look(TimeUnit.SECONDS.toNanos(31));

        assertThat(health.state()).isEqualTo(Health.State.DEGRADED);
        assertThat(health.reason()).startsWith("nothing of flow-watch-0 was committed for 31 s");
        commit(stuck, BROKER.end(stuck.topic(), 0));
        assertThat(watch.look(TimeUnit.SECONDS.toNanos(32))).isEqualTo(Health.READY);
        assertThat(watch.lag()).isEqualTo(BROKER.end(moving.topic(), 1) - 1);
    }

    private static void commit(TopicPartition partition, long offset) {
        TestBroker.await(BROKER.admin()
                .alterConsumerGroupOffsets("flow-watch-group", Map.of(partition, new OffsetAndMetadata(offset)))
                .all());
    }

    private void checkpoint(String name) {
        detector.process().models().takeCheckpoint(name, "tester");
    }

    private static byte[] event(String checkpoint) {
        return ModelEventCodec.encode(new ModelEvent.TakeCheckpoint(checkpoint, "tester"));
    }

    private void await(Health.State state) {
        TestBroker.await(state.word(), () -> detector.process().health().state() == state);
    }

    private String reason() {
        return detector.process().health().reason();
    }
}
