package dev.weir.detector.responses;

import dev.weir.flow.Verdict;
import dev.weir.fold.MalformedEventException;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import dev.weir.response.ResponseStep;
import dev.weir.response.decision.NotPossibleException;
import dev.weir.response.decision.Responder;
import dev.weir.response.record.AlertRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides on responses for as long as this process is the one that does: it reads all that was decided before, then alerts and model
 * events as they come, and writes the steps they lead to. Executors hear of a step once it is written, and not before.
 */
final class DecidingTerm implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DecidingTerm.class);
    private static final Duration PATIENCE = Duration.ofMillis(250);
    /** While the model of this process is behind the log. */
    private static final Duration PATIENCE_FOR_MODEL = Duration.ofMillis(50);

    private static final Duration IDLE_COMMIT = Duration.ofSeconds(5);

    /** The model is another from a version on. */
    private record Change(long version, String what) {}

    private final ResponseTopics topics;
    private final Responder responder;
    private final Enforcer enforcer;
    private final DetectorView detector;
    private final Clock clock;
    private final Consumer<List<ResponseStep>> onWritten;
    private final Queue<Change> changes = new ArrayDeque<>();
    private final List<ResponseStep> steps = new ArrayList<>();
    private final List<Runnable> answers = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private Instant committed = Instant.EPOCH;
    private boolean hasRead;

    /** @param onWritten told each time which steps are written, before anybody is answered */
    DecidingTerm(
            ResponseTopics topics,
            Responder responder,
            Enforcer enforcer,
            DetectorView detector,
            Clock clock,
            Consumer<List<ResponseStep>> onWritten) {
        this.topics = topics;
        this.responder = responder;
        this.enforcer = enforcer;
        this.detector = detector;
        this.clock = clock;
        this.onWritten = onWritten;
    }

    /** To be called once, before all else. */
    void begin() {
        List<ResponseStep> before = topics.takeOver();
        topics.remembered().forEach(this::onModelEvent);
        steps.clear();
        changes.clear();
        for (ResponseStep step : before) {
            responder.book().apply(step);
            now = step.at().isAfter(now) ? step.at() : now;
        }
        topics.follow();
        tick();
        LOG.debug("deciding on responses; {} of {} are open", responder.book().openCount(), before.size());
        enforce();
    }

    /** Takes in what has come, and writes what it leads to. */
    void once(Queue<ResponseRequest> requests) {
        Iterable<ConsumerRecord<byte[], byte[]>> records = topics.poll(patience(requests));
        tick();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            hasRead = true;
            if (topics.isAlert(record)) {
                AlertRecord.read(record.value()).ifPresent(alert -> steps.addAll(responder.onAlert(alert, now)));
            } else {
                onModelEvent(record);
            }
        }
        rescoreWhatChanged();
        for (ResponseRequest request = requests.poll(); request != null; request = requests.poll()) {
            onRequest(request);
        }
        for (Enforcer.Report report = enforcer.nextReport(); report != null; report = enforcer.nextReport()) {
            steps.addAll(responder.onExecuted(report.id(), report.executor(), report.failure(), now));
        }
        steps.addAll(responder.onTime(now));
        write();
    }

    private Duration patience(Queue<ResponseRequest> requests) {
        if (!requests.isEmpty()) {
            return Duration.ZERO;
        }
        return changes.isEmpty() ? PATIENCE : PATIENCE_FOR_MODEL;
    }

    /** Has it look at what is asked and reported; to be called by any thread, once it has begun. */
    void wake() {
        topics.wake();
    }

    /** Never backwards, so that the steps of a response are in order whatever the clock of the machine does. */
    private void tick() {
        Instant instant = clock.instant();
        now = instant.isAfter(now) ? instant : now;
        responder.guards().stand(responder.guards().standing().held(detector.isLearningHeld()));
    }

    private void onModelEvent(ConsumerRecord<byte[], byte[]> record) {
        ModelEvent event;
        try {
            event = ModelEventCodec.decode(record.value());
        } catch (MalformedEventException | NullPointerException e) {
            LOG.debug("event {} of the model log is not understood", record.offset());
            return;
        }
        long version = record.offset() + 1;
        Instant at = Instant.ofEpochMilli(record.timestamp());
        if (event instanceof ModelEvent.Learn learn) {
            Verdict verdict = learn.lesson().verdict();
            steps.addAll(responder.onVerdict(
                    learn.lesson().flowId(), verdict, learn.lesson().analyst(), version, latest(at)));
        } else if (event instanceof ModelEvent.RollBack rollBack) {
            responder.guards().stand(responder.guards().standing().rolledBack(version, at));
            changes.add(new Change(version, "the rollback to version " + rollBack.toVersion()));
        } else if (!(event instanceof ModelEvent.TakeCheckpoint)) {
            changes.add(new Change(version, "the change to model version " + version));
        }
    }

    private Instant latest(Instant at) {
        return now.isAfter(at) ? now : at;
    }

    /** Waits for the model of this process to be the changed one. */
    private void rescoreWhatChanged() {
        for (Change change = changes.peek(); change != null; change = changes.peek()) {
            if (detector.modelVersion() < change.version()) {
                return;
            }
            changes.remove();
            steps.addAll(responder.onModelChanged(change.what(), detector::rescore, now));
        }
    }

    private void onRequest(ResponseRequest request) {
        try {
            List<ResponseStep> led = request.kind() == ResponseRequest.Kind.APPROVE
                    ? responder.approve(request.id(), request.by(), now)
                    : responder.undo(request.id(), request.by(), request.why(), now);
            steps.addAll(led);
            answers.add(() -> request.answer().complete(led.get(led.size() - 1)));
        } catch (NotPossibleException e) {
            answers.add(() -> request.answer().completeExceptionally(e));
        }
    }

    private void write() {
        boolean isIdleLong = hasRead && committed.plus(IDLE_COMMIT).isBefore(now);
        if (!steps.isEmpty() || isIdleLong) {
            topics.commit(steps);
            committed = now;
            hasRead = false;
        }
        boolean isChanged = steps.stream()
                .anyMatch(step -> step.state().isInForce() || step.state().isEnd());
        if (!steps.isEmpty()) {
            onWritten.accept(List.copyOf(steps));
        }
        steps.clear();
        if (isChanged) {
            enforce();
        }
        answers.forEach(Runnable::run);
        answers.clear();
    }

    private void enforce() {
        enforcer.enforce(responder.book().open().stream()
                .filter(step -> step.state().isInForce())
                .toList());
    }

    @Override
    public void close() {
        topics.close();
    }
}
