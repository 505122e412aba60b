package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.settings.EffectOf;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureSettings;
import dev.weir.features.FeatureVector;
import dev.weir.feedback.Feedback;
import dev.weir.feedback.FeedbackKey;
import dev.weir.feedback.FeedbackReader;
import dev.weir.feedback.FeedbackSettings;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import dev.weir.fold.Selection;
import dev.weir.metrics.ProcessMeter;
import dev.weir.stream.store.LessonsOfDay;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Verdicts on scored flows that are not as Weir writes them, since others may write to its topics; and too many of
 * them.
 */
class TeachProcessorTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int CAP = 250;
    private static final int UNSIGNED_CAP = 260;
    private static final FeatureSchema SCHEMA = FeatureExtractor.schemaOf(FeatureSettings.defaults());

    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    private final KeyValueStore<String, byte[]> scored = MemoryStores.addKept(context);
    private final FeedbackKey key = FeedbackKey.random();
    private final TeachProcessor teach = new TeachProcessor(
            new FeatureEncoder(SCHEMA),
            FeedbackSettings.defaults()
                    .withGrace(Duration.ZERO)
                    .withLessonsPerAnalystAndDay(CAP)
                    .withUnsignedLessonsPerDay(UNSIGNED_CAP),
            key,
            1,
            new ProcessMeter());

    @BeforeEach
    void prepare() {
        MemoryStores.addForTeaching(context);
        context.setCurrentSystemTimeMs(NOW);
        teach.init(context);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"scored_at\":1}",
                "{\"scored_at\":\"1\",\"schema\":\"x\",\"features\":\"\"}",
                "{\"scored_at\":1e999,\"schema\":\"x\",\"features\":\"\"}",
                "{\"scored_at\":1,\"schema\":\"x\",\"features\":\"*\"}",
                "{\"scored_at\":1,\"schema\":{},\"features\":[]}"
            })
    void scoredFlow_thatIsNone_isAnUnknownFlow(String record) {
        scored.put("a", record.getBytes(StandardCharsets.UTF_8));

        assertThat(outcome("alice", Verdict.BENIGN)).isEqualTo("unknown_flow");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, -4, 4})
    void features_ofAnotherLengthThanTheirSchemaHas_areForeign(int more) {
        score(SCHEMA.fingerprint(), new byte[more == 0 ? 0 : Float.BYTES * SCHEMA.size() + more]);

        assertThat(outcome("alice", Verdict.BENIGN)).isEqualTo("foreign_features");
    }

    @Test
    void schema_ofAnyText_isPrintedHarmlessly() {
        score("\\u001b[2J" + "x".repeat(500), new FeatureVector(SCHEMA).toBytes());

        assertThat(outcome("alice", Verdict.BENIGN)).isEqualTo("foreign_features");
        assertThat(header(DeadLetter.DETAIL)).matches("[ -~…]{1,120}").contains("\\u001b");
    }

    /** The counts tell of it after a commit, and who gave it waits for them. */
    @Test
    void verdictOnAnUnknownFlow_isCommittedAsSoonAsAnyOther() {
        MockProcessorContext<byte[], byte[]> patient = new MockProcessorContext<>();
        MemoryStores.addKept(patient);
        MemoryStores.addForTeaching(patient);
        patient.setCurrentSystemTimeMs(NOW);
        TeachProcessor waiting =
                new TeachProcessor(new FeatureEncoder(SCHEMA), FeedbackSettings.defaults(), key, 1, new ProcessMeter());
        waiting.init(patient);
        byte[] value = FeedbackReader.write(new Feedback(new FlowId("wrong"), Verdict.MALICIOUS, null, "alice", null));

        waiting.process(new Record<>(
                "wrong".getBytes(StandardCharsets.US_ASCII),
                ReceivedRecord.pack(new DeadLetter.Origin("feedback", 1, 2), null, value),
                NOW));
        patient.scheduledPunctuators().stream()
                .filter(punctuator -> punctuator.getType() == PunctuationType.WALL_CLOCK_TIME)
                .forEach(punctuator -> punctuator.getPunctuator().punctuate(NOW + 20));

        assertThat(patient.forwarded()).isEmpty();
        assertThat(patient.committed()).isTrue();
    }

    @Test
    void inventedAnalysts_areDeadLettersBeyondTheBound_andThoseKnownGoOn() {
        score(SCHEMA.fingerprint(), new FeatureVector(SCHEMA).toBytes());
        for (int i = 0; i < 100; i++) {
            assertThat(outcome("analyst " + i, Verdict.BENIGN)).isEqualTo("lesson");
        }

        assertThat(outcome("one more", Verdict.MALICIOUS)).isEqualTo("too_many_analysts");
        assertThat(outcome("analyst 7", Verdict.MALICIOUS)).isEqualTo("lesson");
        assertThat(outcome("analyst 7", Verdict.MALICIOUS)).isEqualTo("nothing");
    }

    @Test
    @EffectOf("feedback.lessons-per-analyst-and-day")
    void lessonsBeyondTheCapOfAnAnalystAndDay_areDeadLetters_andTheNextDayHasItsOwn() {
        for (int i = 0; i <= CAP; i++) {
            score("f" + i, NOW, SCHEMA.fingerprint(), new FeatureVector(SCHEMA).toBytes());
            assertThat(outcome("f" + i, NOW, "mallory", Verdict.BENIGN))
                    .isEqualTo(i < CAP ? "lesson" : "too_many_lessons");
        }

        assertThat(header(DeadLetter.DETAIL)).contains("feedback.lessons-per-analyst-and-day is " + CAP);
        assertThat(outcome("f0", NOW, "mallory", Verdict.MALICIOUS)).isEqualTo("too_many_lessons");
        assertThat(outcome("f0", NOW, "mallory", Verdict.BENIGN)).isEqualTo("nothing");
        assertThat(outcome("f0", NOW, "alice", Verdict.BENIGN)).isEqualTo("lesson");
        assertThat(outcome("f" + CAP, NOW + DAY, "mallory", Verdict.BENIGN)).isEqualTo("lesson");
        assertThat(outcome("f0", NOW, "mallory", Verdict.MALICIOUS)).isEqualTo("too_many_lessons");
        long counted = context.<KeyValueStore<String, Long>>getStateStore(LessonsOfDay.STORE)
                .approximateNumEntries();
        assertThat(counted).isLessThan(10);
    }

    @Test
    @EffectOf("feedback.unsigned-lessons-per-day")
    void unsignedLessonsBeyondTheirCap_areDeadLetters_whoeverIsSaidToGiveThem_andSignedOnesGoOn() {
        for (int i = 0; i <= UNSIGNED_CAP; i++) {
            score("f" + i, NOW, SCHEMA.fingerprint(), new FeatureVector(SCHEMA).toBytes());
            assertThat(outcome("f" + i, NOW, "analyst " + i, Verdict.BENIGN))
                    .isEqualTo(i < UNSIGNED_CAP ? "lesson" : "too_many_unsigned");
        }

        assertThat(header(DeadLetter.DETAIL)).contains("feedback.unsigned-lessons-per-day is " + UNSIGNED_CAP);
        byte[] value =
                FeedbackReader.write(new Feedback(new FlowId("f" + UNSIGNED_CAP), Verdict.BENIGN, null, "alice", null));
        assertThat(outcome("f" + UNSIGNED_CAP, NOW, value, FeedbackKey.random().sign(value)))
                .isEqualTo("too_many_unsigned");
        assertThat(outcome("f" + UNSIGNED_CAP, NOW, value, new byte[0])).isEqualTo("too_many_unsigned");
        assertThat(outcome("f" + UNSIGNED_CAP, NOW, value, key.sign(value))).isEqualTo("lesson");
        assertThat(undone("f0", "analyst 0", 0)).isEqualTo("too_many_unsigned");
        assertThat(outcome("f1", NOW + DAY, "mallory", Verdict.BENIGN)).isEqualTo("lesson");
    }

    @Test
    void verdictsTakenBack_areUnlearnedOnce_andTheSameVerdictTeachesAgain() throws Exception {
        score(SCHEMA.fingerprint(), new FeatureVector(SCHEMA).toBytes());
        assertThat(undone("a", "alice", 0)).isEqualTo("nothing_to_take_back");
        assertThat(outcome("alice", Verdict.MALICIOUS)).isEqualTo("lesson");

        assertThat(undone("a", "bob", 3)).isEqualTo("nothing_to_take_back");
        assertThat(undone("a", "alice", 3)).isEqualTo("lesson");
        assertThat(ModelEventCodec.decode(context.forwarded().get(0).record().value()))
                .isEqualTo(new ModelEvent.Unlearn(Selection.ofVerdicts(new FlowId("a"), "alice", 3), "alice"));

        assertThat(undone("a", "alice", 3)).isEqualTo("nothing_to_take_back");
        assertThat(outcome("alice", Verdict.MALICIOUS)).isEqualTo("lesson");
    }

    @Test
    void verdictOnAFlowOfLongAgo_canStillBeTakenBackByItsLesson() {
        assertThat(undone("old", "alice", 0)).isEqualTo("nothing_to_take_back");
        assertThat(undone("old", "alice", 7)).isEqualTo("lesson");
    }

    private void score(String schema, byte[] features) {
        score("a", NOW, schema, features);
    }

    private void score(String id, long atMillis, String schema, byte[] features) {
        String record = "{\"scored_at\":" + atMillis + ",\"schema\":\"" + schema + "\",\"features\":\""
                + Base64.getEncoder().encodeToString(features) + "\"}";
        scored.put(id, record.getBytes(StandardCharsets.UTF_8));
    }

    /** What comes of a verdict on flow a. */
    private String outcome(String analyst, Verdict verdict) {
        return outcome("a", NOW, analyst, verdict);
    }

    private String outcome(String id, long atMillis, String analyst, Verdict verdict) {
        return outcome(id, atMillis, FeedbackReader.write(new Feedback(new FlowId(id), verdict, null, analyst, null)));
    }

    private String undone(String id, String analyst, long firstLesson) {
        Feedback correction = new Feedback(new FlowId(id), Verdict.BENIGN, null, analyst, null);
        return outcome(id, NOW, FeedbackReader.writeUndo(correction, firstLesson));
    }

    private String outcome(String id, long atMillis, byte[] value) {
        return outcome(id, atMillis, value, null);
    }

    private String outcome(String id, long atMillis, byte[] value, byte @Nullable [] signature) {
        context.resetForwards();
        byte[] envelope = ReceivedRecord.pack(new DeadLetter.Origin("feedback", 1, 2), null, value);
        Headers headers = new RecordHeaders();
        if (signature != null) {
            headers.add(FeedbackKey.HEADER, signature);
        }
        teach.process(new Record<>(id.getBytes(StandardCharsets.US_ASCII), envelope, atMillis, headers));
        List<MockProcessorContext.CapturedForward<? extends byte[], ? extends byte[]>> forwarded = context.forwarded();
        if (forwarded.isEmpty()) {
            return "nothing";
        }
        boolean lesson = forwarded.get(0).childName().orElseThrow().equals(TeachProcessor.LESSONS);
        return lesson ? "lesson" : header(DeadLetter.REASON);
    }

    private String header(String name) {
        return new String(
                context.forwarded().get(0).record().headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
