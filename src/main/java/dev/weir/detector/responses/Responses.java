package dev.weir.detector.responses;

import dev.weir.metrics.ResponseMeter;
import dev.weir.response.ResponseStep;
import dev.weir.response.decision.NotPossibleException;
import dev.weir.response.decision.Responder;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs responses in this process: while it holds the lease, it decides and acts; while another does, it waits. A failure ends the term, not
 * the process: what was decided stands on its topic, and is read again.
 */
public final class Responses implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Responses.class);
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Duration REST = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final long ANSWER_SECONDS = 10;

    private final Supplier<Lease> leases;
    private final Supplier<ResponseTopics> topics;
    private final Supplier<Responder> responders;
    private final NetworkWatch watch;
    private final DetectorView detector;
    private final Enforcer enforcer;
    private final Clock clock;
    private final Queue<ResponseRequest> requests = new ConcurrentLinkedQueue<>();
    private final ResponseMeter meter;
    private final Thread thread = new Thread(this::run, "weir-responses");
    /** Has the term of this process look at what is new. */
    private volatile Runnable wake = () -> {};
    /** All responses as of late; null while another process decides. */
    private volatile @Nullable Collection<ResponseStep> known;

    private volatile Runnable watcher = () -> {};
    private volatile boolean closed;

    Responses(
            Supplier<Lease> leases,
            Supplier<ResponseTopics> topics,
            Supplier<Responder> responders,
            Enforcer enforcer,
            ResponseMeter meter,
            NetworkWatch watch,
            DetectorView detector,
            Clock clock) {
        this.leases = leases;
        this.topics = topics;
        this.responders = responders;
        this.watch = watch;
        this.detector = detector;
        this.enforcer = enforcer;
        this.meter = meter;
        enforcer.watch(() -> wake.run());
        this.clock = clock;
        thread.setDaemon(true);
    }

    void start() {
        enforcer.start();
        thread.start();
    }

    /** Whether this process decides. */
    public boolean isDeciding() {
        return known != null;
    }

    /**
     * All responses that are known, the first first.
     *
     * @throws NotPossibleException if another process decides
     */
    public List<ResponseStep> all() throws NotPossibleException {
        Collection<ResponseStep> steps = known;
        if (steps == null) {
            throw elsewhere();
        }
        return new ArrayList<>(steps);
    }

    /**
     * Those that are asked for, the first first.
     *
     * @throws NotPossibleException if another process decides
     */
    public List<ResponseStep> find(ResponseQuery query) throws NotPossibleException {
        return query.among(all());
    }

    /** How it is with them now. */
    public ResponseStanding standing() {
        return ResponseStanding.of(known, enforcer.failing());
    }

    /** Has somebody told whenever a response may have changed, by the thread that decides: it must not be held up. */
    public void watch(Runnable told) {
        watcher = told;
    }

    /** What is counted of responses. */
    public List<MetricSnapshot> counted() {
        return meter.collect(known);
    }

    /**
     * A person says yes to a proposal.
     *
     * @return the step it led to, written
     * @throws NotPossibleException if that cannot be
     */
    public ResponseStep approve(String id, String by) throws NotPossibleException {
        return ask(ResponseRequest.Kind.APPROVE, id, by, null);
    }

    /**
     * A person takes back what is done, or refuses what is proposed.
     *
     * @return the step it led to, written
     * @throws NotPossibleException if that cannot be
     */
    public ResponseStep undo(String id, String by, @Nullable String why) throws NotPossibleException {
        return ask(ResponseRequest.Kind.UNDO, id, by, why);
    }

    private ResponseStep ask(ResponseRequest.Kind kind, String id, String by, @Nullable String why)
            throws NotPossibleException {
        if (!isDeciding()) {
            throw elsewhere();
        }
        CompletableFuture<ResponseStep> answer = new CompletableFuture<>();
        requests.add(new ResponseRequest(kind, id, by, why, answer));
        wake.run();
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NotPossibleException reason) {
                throw reason;
            }
            throw new IllegalStateException("responses failed; look into the log of weir up", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("no answer within " + ANSWER_SECONDS + " s: is Kafka well?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static NotPossibleException elsewhere() {
        return new NotPossibleException(
                "this process does not decide on responses now: ask the one that does, or try again in some seconds");
    }

    private void run() {
        while (!closed) {
            try (Lease lease = leases.get()) {
                while (!closed) {
                    if (lease.isHeld(PATIENCE)) {
                        term(lease);
                    }
                }
            } catch (RuntimeException e) {
                if (!closed) {
                    LOG.warn("deciding on responses failed, and starts again: {}", e.toString());
                    LOG.debug("it failed by", e);
                    rest();
                }
            }
        }
    }

    private void term(Lease lease) {
        Responder responder = responders.get();
        Consumer<List<ResponseStep>> publish = steps -> {
            steps.forEach(meter::step);
            known = responder.book().all();
            watcher.run();
        };
        try (DecidingTerm term = new DecidingTerm(topics.get(), responder, enforcer, detector, clock, publish)) {
            term.begin();
            wake = term::wake;
            publish.accept(List.of());
            while (!closed && lease.isHeld(Duration.ZERO)) {
                term.once(requests);
            }
        } finally {
            wake = () -> {};
            known = null;
            watcher.run();
            enforcer.enforce(null);
            for (ResponseRequest request = requests.poll(); request != null; request = requests.poll()) {
                request.answer().completeExceptionally(elsewhere());
            }
        }
    }

    private void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(REST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    /** Stops deciding; what is in force stays so until its time is over, or this process is back. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        enforcer.close();
        watch.close();
    }
}
