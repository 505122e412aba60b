package dev.weir.stream;

import dev.weir.encoding.Example;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.encoding.PackedFlow;
import dev.weir.feedback.Feedback;
import dev.weir.feedback.FeedbackKey;
import dev.weir.feedback.FeedbackReader;
import dev.weir.feedback.FeedbackRejection;
import dev.weir.feedback.FeedbackResult;
import dev.weir.feedback.FeedbackSettings;
import dev.weir.feedback.VerdictHistory;
import dev.weir.flow.Printable;
import dev.weir.fold.Lesson;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import dev.weir.fold.Selection;
import dev.weir.metrics.CountNames;
import dev.weir.metrics.ProcessMeter;
import dev.weir.stream.store.EarlyVerdicts;
import dev.weir.stream.store.KeptFlowStore;
import dev.weir.stream.store.LessonsOfDay;
import dev.weir.wire.KeptFlow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Joins feedback with its flow as it was scored, and sends what is news to the model log as a lesson. */
public final class TeachProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    static final String LESSONS = "lessons";
    static final String REJECTED = "unteachable-feedback";
    static final String VERDICTS_STORE = "verdicts";
    static final String COMMITS_STORE = "teach-commits";

    private static final Duration FORGET_EVERY = Duration.ofHours(1);
    private static final Duration SETTLE_EVERY = Duration.ofMillis(100);

    private static final int MAX_SHOWN = 80;

    private final FeedbackSettings settings;
    private final FeedbackKey key;
    private final int tasks;
    private final FeatureEncoder encoder;
    private final Example example;
    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<String, byte[]> scoredFlows;
    private KeyValueStore<String, byte[]> verdicts;
    private KeyValueStore<String, Long> readUntil;
    private EarlyVerdicts early;
    private LessonsOfDay lessonsOfDay;
    private final ProcessMeter measures;
    private StoredCounts counts;
    private Commits commits;

    /**
     * @param key tells feedback that came through Weir
     * @param tasks how many of these share the feedback
     */
    TeachProcessor(
            FeatureEncoder encoder, FeedbackSettings settings, FeedbackKey key, int tasks, ProcessMeter measures) {
        this.key = key;
        this.tasks = tasks;
        this.measures = measures;
        this.settings = settings;
        this.encoder = encoder;
        this.example = new Example(encoder.maxSize());
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        this.scoredFlows = context.getStateStore(KeptFlowStore.NAME);
        this.verdicts = context.getStateStore(VERDICTS_STORE);
        this.readUntil = context.getStateStore(KeepProcessor.READ_UNTIL_STORE);
        this.counts = new StoredCounts(context.getStateStore(StoredCounts.TEACH_STORE), measures);
        this.early = new EarlyVerdicts(
                context.getStateStore(EarlyVerdicts.STORE), settings, SETTLE_EVERY, context.currentSystemTimeMs());
        this.lessonsOfDay = new LessonsOfDay(context.getStateStore(LessonsOfDay.STORE), settings, tasks);
        this.commits = Commits.of(context, COMMITS_STORE, counts::save);
        context.schedule(FORGET_EVERY, PunctuationType.STREAM_TIME, this::forgetExpired);
        context.schedule(SETTLE_EVERY, PunctuationType.WALL_CLOCK_TIME, this::settleEarly);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        String flowId = new String(record.key(), StandardCharsets.US_ASCII);
        byte[] scored = scoredFlows.get(flowId);
        if (scored == null && early.hasRoom()) {
            counts.add(CountNames.FEEDBACK_EARLY);
            early.add(record, context.currentSystemTimeMs());
            // Who gave it waits to hear that its flow is not known, and the counts tell that after a commit.
            commits.noteVerdict();
            return;
        }
        // Those before it come first: what an analyst takes back must have been said before.
        if (scored != null && early.isWaitingFor(flowId)) {
            early.take(flowId).forEach(waiting -> join(waiting, scored));
        }
        join(record, scored);
    }

    /** Joins the verdicts whose flow has come, and sets aside those that have waited long enough. */
    private void settleEarly(long nowMillis) {
        early.takeWhere(flowId -> scoredFlows.get(flowId) != null).forEach(this::joinScored);
        early.takeOver(nowMillis, KeepProcessor.readUntil(readUntil)).forEach(this::joinScored);
    }

    private void joinScored(Record<byte[], byte[]> record) {
        join(record, scoredFlows.get(new String(record.key(), StandardCharsets.US_ASCII)));
    }

    private void join(Record<byte[], byte[]> record, byte @Nullable [] scored) {
        commits.noteVerdict();
        ReceivedRecord received = ReceivedRecord.unpack(record.value());
        FeedbackResult result = FeedbackReader.read(received.value().content());
        if (result instanceof FeedbackResult.Accepted accepted) {
            Long takenBackFrom = accepted.takesBackFrom();
            if (takenBackFrom == null) {
                join(record, received, accepted.feedback(), scored);
            } else {
                takeBack(record, received, accepted.feedback(), takenBackFrom);
            }
        }
    }

    /**
     * Unlearns what an analyst said of a flow. A flow of long ago is forgotten with what was said of it; who knows its first lesson
     * may still take it back.
     */
    private void takeBack(Record<byte[], byte[]> record, ReceivedRecord received, Feedback feedback, long firstLesson) {
        String flowId = feedback.flowId().value();
        byte[] said = verdicts.get(flowId);
        VerdictHistory history = VerdictHistory.of(said, record.timestamp());
        if (!history.takeBack(feedback.analyst()) && (said != null || firstLesson == 0)) {
            reject(
                    record,
                    received,
                    FeedbackRejection.NOTHING_TO_TAKE_BACK,
                    "no verdict of this analyst on this flow counts");
        } else if (mayTeachMore(record, received, feedback)) {
            if (said != null) {
                verdicts.put(flowId, history.toBytes());
            }
            forward(
                    record,
                    new ModelEvent.Unlearn(
                            Selection.ofVerdicts(feedback.flowId(), feedback.analyst(), firstLesson),
                            feedback.analyst()));
        }
    }

    private void join(
            Record<byte[], byte[]> record, ReceivedRecord received, Feedback feedback, byte @Nullable [] scored) {
        KeptFlow flow = scored == null ? null : KeptFlow.read(scored, encoder);
        if (flow == null) {
            reject(record, received, FeedbackRejection.UNKNOWN_FLOW, unknownFlow());
        } else if (record.timestamp() - flow.scoredAtMillis()
                > settings.retention().toMillis()) {
            reject(record, received, FeedbackRejection.EXPIRED_FLOW, "scored at " + flow.scoredAtMillis());
        } else if (flow.flow() == null) {
            reject(record, received, FeedbackRejection.FOREIGN_FEATURES, Printable.escape(flow.form(), MAX_SHOWN));
        } else {
            teach(record, received, feedback, flow, flow.flow());
        }
    }

    private void teach(
            Record<byte[], byte[]> record, ReceivedRecord received, Feedback feedback, KeptFlow kept, PackedFlow flow) {
        VerdictHistory history =
                VerdictHistory.of(verdicts.get(feedback.flowId().value()), kept.scoredAtMillis());
        VerdictHistory.News news = history.note(feedback.analyst(), feedback.verdict());
        if (news == VerdictHistory.News.REPEATED) {
            counts.add(CountNames.FEEDBACK_REPEATED);
        } else if (news == VerdictHistory.News.ONE_TOO_MANY) {
            reject(
                    record,
                    received,
                    FeedbackRejection.TOO_MANY_ANALYSTS,
                    "on this flow, as many analysts as are remembered have spoken before");
        } else if (news == VerdictHistory.News.ONE_CORRECTION_TOO_MANY) {
            reject(
                    record,
                    received,
                    FeedbackRejection.TOO_MANY_CORRECTIONS,
                    "on this flow, this analyst has changed the verdict as often as one may");
        } else if (mayTeachMore(record, received, feedback)) {
            verdicts.put(feedback.flowId().value(), history.toBytes());
            send(record, feedback, flow, news == VerdictHistory.News.CORRECTION, kept.score());
        }
    }

    /** Counts one lesson more; where that is one too many, the feedback is rejected. */
    private boolean mayTeachMore(Record<byte[], byte[]> record, ReceivedRecord received, Feedback feedback) {
        if (!isSigned(record, received) && !lessonsOfDay.takeUnsigned(record.timestamp())) {
            reject(record, received, FeedbackRejection.TOO_MANY_UNSIGNED, tooManyUnsigned());
            return false;
        }
        if (!lessonsOfDay.take(feedback.analyst(), record.timestamp())) {
            reject(record, received, FeedbackRejection.TOO_MANY_LESSONS, tooManyLessons());
            return false;
        }
        return true;
    }

    private boolean isSigned(Record<byte[], byte[]> record, ReceivedRecord received) {
        Header signature = record.headers().lastHeader(FeedbackKey.HEADER);
        return signature != null && key.hasSigned(received.value().content(), signature.value());
    }

    private void send(
            Record<byte[], byte[]> record,
            Feedback feedback,
            PackedFlow flow,
            boolean isCorrection,
            @Nullable Double score) {
        // So that what is learned can be named.
        encoder.encode(flow, example);
        ModelEvent event = ModelEvent.Learn.weighed(new Lesson(
                feedback.flowId(),
                example.copy(),
                flow,
                feedback.verdict(),
                feedback.category(),
                feedback.analyst(),
                isCorrection,
                score));
        counts.add(CountNames.LESSONS_SENT);
        forward(record, event);
    }

    private void forward(Record<byte[], byte[]> record, ModelEvent event) {
        byte[] kind = ModelEventCodec.kind(event).getBytes(StandardCharsets.UTF_8);
        context.forward(new Record<>(kind, ModelEventCodec.encode(event), record.timestamp()), LESSONS);
    }

    private void reject(
            Record<byte[], byte[]> record, ReceivedRecord received, FeedbackRejection reason, String detail) {
        counts.add(CountNames.DEAD_FEEDBACK + reason.code());
        Record<byte[], byte[]> original = new Record<>(
                received.key().content(), received.value().content(), record.timestamp(), record.headers());
        context.forward(DeadLetter.of(original, received.origin(), reason.code(), detail), REJECTED);
    }

    private String tooManyLessons() {
        return "feedback.lessons-per-analyst-and-day is " + settings.lessonsPerAnalystAndDay()
                + ", of which this partition allows " + lessonsOfDay.most();
    }

    private String tooManyUnsigned() {
        return "feedback.unsigned-lessons-per-day is " + settings.unsignedLessonsPerDay()
                + ", of which this partition allows " + lessonsOfDay.mostUnsigned()
                + ": give verdicts through the API, the console or weir label, or raise it";
    }

    private String unknownFlow() {
        return settings.grace().isZero()
                ? "no scored flow has this id"
                : "no scored flow has this id, nor got it within "
                        + settings.grace().toMillis() + " ms";
    }

    /** Verdicts go when their flow can no longer be given one. */
    private void forgetExpired(long streamTimeMillis) {
        long retentionMillis = settings.retention().toMillis();
        try (KeyValueIterator<String, byte[]> all = verdicts.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                if (streamTimeMillis - VerdictHistory.of(entry.value, 0).scoredAtMillis() > retentionMillis) {
                    verdicts.delete(entry.key);
                }
            }
        }
    }
}
