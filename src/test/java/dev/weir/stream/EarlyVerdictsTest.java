package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.settings.EffectOf;
import dev.weir.detector.TestDetector;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.features.FeatureVector;
import dev.weir.feedback.Feedback;
import dev.weir.feedback.FeedbackKey;
import dev.weir.feedback.FeedbackReader;
import dev.weir.feedback.FeedbackSettings;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.metrics.ProcessMeter;
import dev.weir.stream.store.EarlyVerdicts;
import dev.weir.wire.KeptFlow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EarlyVerdictsTest {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final long NOW = 1_700_000_000_000L;
    private static final FeatureVector FEATURES =
            new FeatureVector(FeatureExtractor.schemaOf(FeatureSettings.defaults()));

    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    private final KeyValueStore<String, byte[]> scored = MemoryStores.addKept(context);
    private final MockProcessorContext<Void, Void> ofKeep = new MockProcessorContext<>();
    private final KeepProcessor keep = new KeepProcessor(Duration.ofDays(1));

    private long offset;

    @BeforeEach
    void prepare() {
        MemoryStores.addForTeaching(context);
        ofKeep.addStateStore(scored);
        ofKeep.addStateStore(context.getStateStore(KeepProcessor.READ_UNTIL_STORE));
        keep.init(ofKeep);
        context.setCurrentSystemTimeMs(NOW);
    }

    @Test
    void verdict_whoseFlowNeverComes_isADeadLetterAsReceived_afterTheGraceAndNotBefore() {
        TeachProcessor teach = start(GRACE);
        Record<byte[], byte[]> record = verdict("a", Verdict.BENIGN, "alice");
        record.headers().add("trace", new byte[] {7}).add("empty", null);
        teach.process(record);
        score("b", NOW + GRACE.toMillis());
        punctuate(NOW + GRACE.toMillis() - 1);
        assertThat(outcomes()).isEmpty();

        punctuate(NOW + GRACE.toMillis());
        punctuate(NOW + 2 * GRACE.toMillis());

        assertThat(outcomes()).containsExactly("unknown_flow alice");
        Record<? extends byte[], ? extends byte[]> dead =
                context.forwarded().get(0).record();
        assertThat(dead.timestamp()).isEqualTo(NOW);
        assertThat(dead.headers().lastHeader("trace").value()).containsExactly(7);
        assertThat(dead.headers().lastHeader("empty").value()).isNull();
        assertThat(context.<KeyValueStore<String, byte[]>>getStateStore(EarlyVerdicts.STORE)
                        .approximateNumEntries())
                .isZero();
    }

    @Test
    void verdict_waits_whileFlowsScoredBeforeTheGraceAreStillToBeRead() {
        TeachProcessor teach = start(GRACE);
        teach.process(verdict("a", Verdict.BENIGN, "alice"));
        score("b", NOW + GRACE.toMillis() - 1);
        punctuate(NOW + 100 * GRACE.toMillis());
        assertThat(outcomes()).isEmpty();

        score("a", NOW - 1);
        punctuate(NOW + 100 * GRACE.toMillis());

        assertThat(outcomes()).containsExactly("lesson alice benign false");
    }

    @Test
    void verdict_whereNoFlowsAreScored_isADeadLetterInTheEnd() {
        TeachProcessor teach = start(GRACE);
        teach.process(verdict("a", Verdict.BENIGN, "alice"));
        int looks = (int) (4 * GRACE.toMillis() / 100);
        for (int look = 1; look < looks; look++) {
            punctuate(NOW + 100 * GRACE.toMillis());
        }
        assertThat(outcomes()).isEmpty();

        punctuate(NOW + 100 * GRACE.toMillis());

        assertThat(outcomes()).containsExactly("unknown_flow alice");
    }

    @Test
    @EffectOf("feedback.grace")
    void verdict_withoutGrace_isADeadLetterAtOnce() {
        start(Duration.ZERO).process(verdict("a", Verdict.BENIGN, "alice"));

        assertThat(outcomes()).containsExactly("unknown_flow alice");
    }

    @Test
    void verdicts_onNothing_beyondTheBound_areDeadLettersAtOnce() {
        TeachProcessor teach = start(GRACE);
        for (int i = 0; i <= EarlyVerdicts.MOST; i++) {
            teach.process(verdict("f" + i, Verdict.BENIGN, "a" + i));
        }

        assertThat(outcomes()).containsExactly("unknown_flow a" + EarlyVerdicts.MOST);
    }

    @Test
    void verdicts_onOneFlow_areLearnedInTheOrderOfArrival_onceItIsScored() {
        TeachProcessor teach = start(GRACE);
        teach.process(verdict("a", Verdict.BENIGN, "alice"));
        teach.process(verdict("b", Verdict.MALICIOUS, "bob"));
        teach.process(verdict("a", Verdict.MALICIOUS, "alice"));
        score("b");
        score("a");

        punctuate(NOW + 100);
        punctuate(NOW + 2 * GRACE.toMillis());

        assertThat(outcomes())
                .containsExactly(
                        "lesson alice benign false", "lesson alice malicious true", "lesson bob malicious false");
    }

    @Test
    void verdict_onAScoredFlow_comesAfterThoseThatStillWaitForIt() {
        TeachProcessor teach = start(GRACE);
        teach.process(verdict("a", Verdict.BENIGN, "alice"));
        score("a");

        teach.process(verdict("a", Verdict.MALICIOUS, "alice"));
        punctuate(NOW + 100);

        assertThat(outcomes()).containsExactly("lesson alice benign false", "lesson alice malicious true");
    }

    @Test
    void restart_keepsWhatWaits_inOrder_andGivesItTheWholeGraceAnew() {
        TeachProcessor teach = start(GRACE);
        for (int i = 0; i < 10; i++) {
            teach.process(verdict("a", i % 2 == 0 ? Verdict.BENIGN : Verdict.MALICIOUS, "alice"));
        }
        teach.process(verdict("b", Verdict.BENIGN, "bob"));

        context.setCurrentSystemTimeMs(NOW + 10 * GRACE.toMillis());
        start(GRACE).process(verdict("a", Verdict.BENIGN, "carol"));
        punctuate(NOW + 11 * GRACE.toMillis() - 1);
        score("a", NOW + 11 * GRACE.toMillis());
        punctuate(NOW + 11 * GRACE.toMillis());

        assertThat(outcomes())
                .hasSize(12)
                .startsWith("lesson alice benign false", "lesson alice malicious true", "lesson alice benign true")
                .endsWith("lesson carol benign false", "unknown_flow bob");
    }

    private TeachProcessor start(Duration grace) {
        TeachProcessor teach = new TeachProcessor(
                new FeatureEncoder(FEATURES.schema()),
                FeedbackSettings.defaults().withGrace(grace),
                FeedbackKey.random(),
                1,
                new ProcessMeter());
        context.scheduledPunctuators().clear();
        teach.init(context);
        return teach;
    }

    /** Of the processor started last. */
    private void punctuate(long nowMillis) {
        List<MockProcessorContext.CapturedPunctuator> punctuators = context.scheduledPunctuators();
        punctuators.get(punctuators.size() - 1).getPunctuator().punctuate(nowMillis);
    }

    private List<String> outcomes() {
        List<String> outcomes = new ArrayList<>();
        for (MockProcessorContext.CapturedForward<? extends byte[], ? extends byte[]> forward : context.forwarded()) {
            byte[] value = forward.record().value();
            String analyst = TestDetector.field(value, "analyst");
            outcomes.add(
                    forward.childName().orElseThrow().equals(TeachProcessor.LESSONS)
                            ? "lesson " + analyst + " " + TestDetector.field(value, "verdict") + " "
                                    + TestDetector.field(value, "correction")
                            : new String(
                                            forward.record()
                                                    .headers()
                                                    .lastHeader(DeadLetter.REASON)
                                                    .value(),
                                            StandardCharsets.UTF_8)
                                    + " " + analyst);
        }
        return outcomes;
    }

    @Test
    void verdicts_onMoreFlowsThanAreLookedForAtOnce_areAllLearnedInTheEnd() {
        TeachProcessor teach = start(GRACE);
        for (int i = 0; i < 1_000; i++) {
            teach.process(verdict("f" + i, Verdict.BENIGN, "a" + i));
        }
        score("f999");

        for (int look = 0; look < 4; look++) {
            punctuate(NOW + 100);
        }

        assertThat(outcomes()).containsExactly("lesson a999 benign false");
    }

    private static Record<byte[], byte[]> verdict(String flowId, Verdict verdict, String analyst) {
        byte[] value = FeedbackReader.write(new Feedback(new FlowId(flowId), verdict, null, analyst, null));
        byte[] envelope = ReceivedRecord.pack(new DeadLetter.Origin("feedback", 1, 2), null, value);
        return new Record<>(flowId.getBytes(StandardCharsets.US_ASCII), envelope, NOW, new RecordHeaders());
    }

    private void score(String id) {
        score(id, NOW);
    }

    private void score(String id, long appendedMillis) {
        Headers headers =
                KeptFlow.headers(new FlowId("a"), NOW, 0.5, new FeatureEncoder(FEATURES.schema()).pack(FEATURES));
        ofKeep.setRecordMetadata("scored", 0, offset++);
        keep.process(new Record<>(id, new byte[] {'{', '}'}, appendedMillis, headers));
    }
}
