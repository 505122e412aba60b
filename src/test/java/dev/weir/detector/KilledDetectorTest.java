package dev.weir.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.ChildJvm;
import dev.weir.broker.TestBroker;
import dev.weir.feedback.Feedback;
import dev.weir.feedback.FeedbackReader;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.fold.ModelSnapshot;
import dev.weir.topics.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The promise of exactly-once learning, kept under kill -9. */
@Tag("broker")
class KilledDetectorTest {
    private static final int KILLS = 10;
    private static final int LABELS_PER_LIFE = 200;
    private static final int LABELS = KILLS * LABELS_PER_LIFE;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String PREFIX = "killed";

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private final TopicNames names = new TopicNames(PREFIX);
    private final SplittableRandom random = new SplittableRandom(20_260_101);

    @Test
    void kill9_tenTimesDuringTwoThousandLabels_losesAndRepeatsNothing(@TempDir Path killed, @TempDir Path fresh) {
        ChildJvm child = start(killed);
        try {
            sendFlows("f", LABELS);
            awaitScored(LABELS);
            for (int life = 0; life < KILLS; life++) {
                long before = BROKER.end(names.modelLog(), 0);
                giveLabels(life * LABELS_PER_LIFE);
                sendFlows("load" + life + "-", LABELS_PER_LIFE);
                long killAt = before + 1 + random.nextInt(LABELS_PER_LIFE);
                TestBroker.await("lessons are arriving", () -> BROKER.end(names.modelLog(), 0) >= killAt);
                child.kill();
                child = start(killed);
            }
            awaitLessons(LABELS);
            // Verdicts may be learned before the flows sent with them are scored.
            awaitScored(2 * LABELS);
        } finally {
            child.close();
        }

        Set<String> flowIds = new HashSet<>();
        List<ConsumerRecord<byte[], byte[]>> scored = awaitScored(2 * LABELS);
        scored.forEach(record -> flowIds.add(TestDetector.text(record.key())));
        assertThat(flowIds).hasSize(2 * LABELS);
        assertThat(scored).hasSize(2 * LABELS);
        ModelSnapshot survivor = digestOf(killed);
        assertThat(survivor.state().lessons()).isEqualTo(LABELS);
        assertThat(digestOf(fresh)).isEqualTo(survivor);
    }

    private ChildJvm start(Path directory) {
        ChildJvm child = ChildJvm.start(DetectorMain.class, BROKER.bootstrapServer(), directory.toString(), PREFIX);
        child.readLine();
        return child;
    }

    /** The model of a folder, after catching up with the log, and held against the log itself. */
    private static ModelSnapshot digestOf(Path directory) {
        try (RunningDetector process =
                RunningDetector.start(TestDetector.settings(BROKER.bootstrapServer(), directory, PREFIX))) {
            ModelOperations.Verified verified = process.models().verify();
            assertThat(verified.rebuilt().snapshot()).isEqualTo(verified.live());
            return verified.live();
        }
    }

    private void sendFlows(String idPrefix, int count) {
        BROKER.produce(IntStream.range(0, count)
                .mapToObj(i ->
                        new ProducerRecord<byte[], byte[]>(names.flows(), null, TestDetector.flow(idPrefix + i, i)))
                .toList());
    }

    private void giveLabels(int from) {
        BROKER.produce(IntStream.range(from, from + LABELS_PER_LIFE)
                .mapToObj(i -> new ProducerRecord<byte[], byte[]>(names.feedback(), null, label(i)))
                .toList());
    }

    private static byte[] label(int i) {
        Verdict verdict = i % 3 == 0 ? Verdict.MALICIOUS : Verdict.BENIGN;
        return FeedbackReader.write(new Feedback(new FlowId("f" + i), verdict, null, "alice", null));
    }

    private List<ConsumerRecord<byte[], byte[]>> awaitScored(int count) {
        return BROKER.consumeUntil(names.scored(), records -> records.size() >= count, PATIENCE);
    }

    private void awaitLessons(int count) {
        BROKER.consumeUntil(names.modelLog(), records -> records.size() >= count, PATIENCE);
    }
}
