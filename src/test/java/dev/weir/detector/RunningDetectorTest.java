package dev.weir.detector;

import static dev.weir.detector.TestDetector.bytes;
import static dev.weir.detector.TestDetector.field;
import static dev.weir.detector.TestDetector.header;
import static dev.weir.detector.TestDetector.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.broker.TestBroker;
import dev.weir.checkpoint.Checkpoint;
import dev.weir.feedback.Feedback;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.fold.calibration.DrawnFlows;
import dev.weir.metrics.Totals;
import dev.weir.stream.DeadLetter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
class RunningDetectorTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @TempDir
    private Path directory;

    private TestDetector detector;

    @BeforeEach
    void start(TestInfo test) {
        detector = TestDetector.start(
                BROKER, directory, test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void stop() {
        detector.close();
    }

    @Test
    void flows_thatAreNone_endInDeadLettersAndTheCountsAddUp() {
        detector.sendFlows("f", 100);
        BROKER.produce(detector.names.flows(), null, bytes("no flow at all"));
        BROKER.produce(detector.names.flows(), bytes("a key"), bytes("{\"ts\":1,\"src_ip\":\"10.0.0.1\"}"));
        BROKER.produce(detector.names.flows(), null, null);
        BROKER.produce(detector.names.flows(), null, new byte[900_000]);

        List<ConsumerRecord<byte[], byte[]>> dead =
                detector.awaitRecords(detector.names.deadLetters(), records -> records.size() >= 4);
        detector.awaitScored("f", 100, "score");

        assertThat(dead)
                .extracting(record -> header(record, DeadLetter.REASON))
                .containsExactlyInAnyOrder("unknown_format", "missing_field", "empty", "too_large");
        assertThat(dead)
                .filteredOn(record -> header(record, DeadLetter.REASON).equals("missing_field"))
                .singleElement()
                .satisfies(record -> {
                    assertThat(text(record.key())).isEqualTo("a key");
                    assertThat(text(record.value())).isEqualTo("{\"ts\":1,\"src_ip\":\"10.0.0.1\"}");
                    assertThat(header(record, DeadLetter.TOPIC)).isEqualTo(detector.names.flows());
                });
        Totals figures = detector.process().figures();
        assertThat(figures.flowsRead()).isEqualTo(104);
        assertThat(figures.flowsScored()).isEqualTo(100);
        assertThat(figures.deadFlows().values()).containsExactly(1L, 1L, 1L, 1L);
        TestBroker.await("no lag", () -> detector.process().lag() == 0);
    }

    @Test
    void feedback_thatTeachesNothing_endsInDeadLettersWithItsReason() {
        detector.giveRaw(bytes("{not json"));
        detector.giveRaw(bytes("{\"flow_id\":\"nobody\",\"verdict\":\"benign\"}"));
        detector.giveRaw(bytes("{\"flow_id\":\"nobody\",\"verdict\":\"perhaps\"}"));
        detector.giveRaw(new byte[900_000]);
        BROKER.produce(
                detector.names.feedback(), new byte[900_000], bytes("{\"flow_id\":\"nobody\",\"verdict\":\"benign\"}"));

        List<ConsumerRecord<byte[], byte[]>> dead =
                detector.awaitRecords(detector.names.deadLetters(), records -> records.size() >= 5);

        assertThat(dead)
                .extracting(record -> header(record, DeadLetter.REASON))
                .containsExactlyInAnyOrder(
                        "malformed_json", "unknown_flow", "unknown_verdict", "too_large", "too_large");
        assertThat(dead)
                .filteredOn(record -> header(record, DeadLetter.REASON).equals("unknown_flow"))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.key()).isNull();
                    assertThat(field(record.value(), "flow_id")).isEqualTo("nobody");
                    assertThat(header(record, DeadLetter.TOPIC)).isEqualTo(detector.names.feedback());
                });
        assertThat(detector.process().model().version()).isZero();
    }

    @Test
    void close_thatIsGivenNoTime_takesNothingFromTheStreamThatStillRuns() {
        detector.sendFlows("f", 100);
        detector.awaitScored("f", 100, "score");

        assertThat(detector.process().close(Duration.ZERO)).isFalse();
        assertThat(detector.process().model().version()).isZero();

        detector.restart();
        detector.sendFlows("g", 100);
        detector.awaitScored("g", 100, "score");
    }

    @Test
    void verdict_isLearned_andTheNextFlowsCarryTheVersion() {
        detector.sendFlows("before", 30);
        Map<String, String> versions = detector.awaitScored("before", 30, "model_version");
        assertThat(versions.values()).containsOnly("0");

        detector.give("before0", Verdict.MALICIOUS, "alice");
        detector.give("before1", Verdict.BENIGN, "alice");
        detector.awaitLessons(2);
        long version = detector.process().model().version();
        detector.sendFlows("after", 30);

        assertThat(detector.awaitScored("after", 30, "model_version").values()).containsOnly(Long.toString(version));
    }

    @Test
    void verdict_givenAgain_teachesOnce_andAnotherOneCorrects() {
        detector.sendFlows("f", 3);
        detector.awaitScored("f", 3, "score");
        detector.give("f0", Verdict.MALICIOUS, "alice");
        detector.give("f0", Verdict.MALICIOUS, "alice");
        detector.give("f0", Verdict.MALICIOUS, "bob");
        detector.give("f0", Verdict.BENIGN, "alice");

        List<ConsumerRecord<byte[], byte[]>> log =
                detector.awaitRecords(detector.names.modelLog(), records -> records.size() >= 3);
        TestBroker.await("all feedback", () -> detector.process().figures().feedbackRepeated() == 1);

        assertThat(log)
                .extracting(record -> field(record.value(), "analyst") + " " + field(record.value(), "verdict") + " "
                        + field(record.value(), "correction"))
                .containsExactly("alice malicious false", "bob malicious false", "alice benign true");
        detector.awaitLessons(3);
    }

    @Test
    void drawnFlow_isAskedAboutForThat_andItsVerdictMakesALessonThatCalibrates() {
        detector.sendFlows("f", 20);
        List<String> drawn = IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "drawn-" + i + "-")
                .filter(prefix -> DrawnFlows.contains(new FlowId(prefix + 0)))
                .limit(4)
                .toList();
        drawn.forEach(prefix -> detector.sendFlows(prefix, 1));
        drawn.forEach(prefix -> detector.awaitScored(prefix, 1, "score"));

        ReviewItem asked = detector.process().review(4).get(3);
        assertThat(asked.reason()).isEqualTo("drawn");
        assertThat(drawn).contains(asked.flowId().substring(0, asked.flowId().length() - 1));
        detector.give(asked.flowId(), Verdict.BENIGN, "alice");

        byte[] lesson = detector.awaitRecords(detector.names.modelLog(), records -> !records.isEmpty())
                .get(0)
                .value();
        assertThat(field(lesson, "flow_id")).isEqualTo(asked.flowId());
        assertThat(field(lesson, "v")).isEqualTo("7");
        assertThat(Double.parseDouble(field(lesson, "score"))).isBetween(0.0, 1.0);
    }

    @Test
    void verdictTakenBack_leavesTheModelThatWasNeverTaught_andGivenAgainTeaches() {
        detector.sendFlows("f", 3);
        detector.awaitScored("f", 3, "score");
        detector.give("f1", Verdict.BENIGN, "bob");
        detector.awaitLessons(1);
        String never = detector.process().model().state().digest();
        detector.give("f0", Verdict.MALICIOUS, "alice");
        detector.awaitLessons(2);
        String taught = detector.process().model().state().digest();
        Feedback correction = new Feedback(new FlowId("f0"), Verdict.BENIGN, null, "alice", null);

        detector.process().takeBack(correction, detector.process().model().version() - 1);
        detector.awaitLessons(1);
        assertThat(detector.process().model().state().digest()).isEqualTo(never);

        detector.give("f0", Verdict.MALICIOUS, "alice");
        detector.awaitLessons(2);
        assertThat(detector.process().model().state().digest()).isEqualTo(taught);
    }

    @Test
    void rollBack_afterWrongLessons_restoresTheModelToTheLastBit() {
        detector.sendFlows("f", 60);
        detector.awaitScored("f", 60, "score");
        teach(0, 30, false);
        detector.awaitLessons(30);
        Checkpoint good = detector.process().models().takeCheckpoint("good", "tester");
        double scoreBefore = detector.scoreNowOf("f7");
        teach(30, 60, true);
        detector.awaitLessons(60);
        assertThat(detector.scoreNowOf("f7")).isNotEqualTo(scoreBefore);

        assertThat(detector.process()
                        .models()
                        .difference("good", ModelOperations.LIVE)
                        .changes())
                .isNotEmpty()
                .noneMatch(change -> change.feature().contains("#"));

        RolledBack back = detector.process().models().rollBack("good", "tester");

        assertThat(back.checkpoint()).isEqualTo(good);
        assertThat(back.inVersion()).isEqualTo(detector.process().model().version());
        assertThat(detector.process().model().state().digest()).isEqualTo(good.digest());
        assertThat(detector.process().model().state().lessons()).isEqualTo(30);
        assertThat(detector.scoreNowOf("f7")).isEqualTo(scoreBefore);
        ModelOperations.Verified verified = detector.process().models().verify();
        assertThat(verified.rebuilt().snapshot().state().digest())
                .isEqualTo(verified.live().state().digest());
    }

    @Test
    void checkpoint_takenName_isRefused() {
        detector.process().models().takeCheckpoint("once", "tester");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> detector.process().models().takeCheckpoint("once", "tester"))
                .withMessageContaining("once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> detector.process().models().rollBack("never", "tester"))
                .withMessageContaining("never");
    }

    @Test
    void restart_keepsModelCountsAndWhatCanBeTaught() {
        detector.sendFlows("f", 60);
        detector.awaitScored("f", 60, "score");
        teach(0, 20, false);
        detector.awaitLessons(20);
        String digest = detector.process().model().state().digest();

        detector.restart();

        assertThat(detector.process().model().state().digest()).isEqualTo(digest);
        teach(20, 40, false);
        detector.awaitLessons(40);
        TestBroker.await("counts are back", () -> detector.process().figures().flowsScored() == 60);
        ModelOperations.Verified verified = detector.process().models().verify();
        assertThat(verified.rebuilt().snapshot()).isEqualTo(verified.live());
    }

    @Test
    void alertsOfOneStory_areFewRecordsUnderOneId_alsoOverARestart() {
        detector.sendFlows("f", 120);
        detector.awaitScored("f", 120, "score");
        teach(0, 120, false);
        detector.awaitLessons(120);
        detector.sendFlows("g", 300);
        long alerting = countTrue(detector.awaitScored("g", 300, "alert"));
        TestBroker.await("alerting flows", () -> detector.process().figures().alertingFlows() >= alerting);
        long alerts = detector.process().figures().alerts();
        assertThat(alerting).isBetween(80L, 130L);
        assertThat(alerts).isBetween(1L, 15L);

        detector.restart();
        detector.sendFlows("h", 300);
        long again = countTrue(detector.awaitScored("h", 300, "alert"));
        TestBroker.await(
                "alerting flows of both", () -> detector.process().figures().alertingFlows() >= alerting + again);
        assertThat(detector.process().figures().alerts()).isLessThan(alerts + 5);
        List<ConsumerRecord<byte[], byte[]>> records =
                detector.awaitRecords(detector.names.alerts(), all -> all.size() >= alerts + 2);
        assertThat(records).hasSizeLessThan(50).allSatisfy(record -> {
            assertThat(text(record.key())).isEqualTo(field(record.value(), "alert_id"));
            assertThat(field(record.value(), "rule")).isEqualTo("threshold");
            assertThat(field(record.value(), "threshold")).isEqualTo("0.5");
        });
        assertThat(records).anySatisfy(record -> {
            assertThat(field(record.value(), "kind")).isEqualTo("many ports");
            assertThat(Long.parseLong(field(record.value(), "count"))).isGreaterThan(16);
        });
    }

    private static long countTrue(Map<String, String> values) {
        return values.values().stream().filter("true"::equals).count();
    }

    private void teach(int from, int to, boolean wrongly) {
        for (int i = from; i < to; i++) {
            boolean malicious = (i % 3 == 0) != wrongly;
            detector.give("f" + i, malicious ? Verdict.MALICIOUS : Verdict.BENIGN, "alice");
        }
    }
}
