package dev.weir.stream;

import dev.weir.stream.store.UnloggedStoreBuilder;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * Asks for a commit as soon as what a task has put out has waited as long as the {@link CommitPace} says.
 *
 * <p>A store that holds nothing, since only stores are told of a commit: Kafka Streams has each flush its cache before.
 * So it also tells the processor when to save what it has put off. One commit is of all tasks of a thread, so knowing
 * of it spares the other tasks theirs.
 */
final class Commits implements StateStore, CachedStateStore<Object, Object> {
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private final String name;
    private final CommitPace pace;
    private Runnable save = () -> {};
    private boolean open;
    private boolean waiting;
    private boolean verdictWaiting;
    private boolean committed;
    private long lastMillis;
    private long nowMillis;

    private Commits(String name, CommitPace pace) {
        this.name = name;
        this.pace = pace;
    }

    /**
     * Finds the one of a processor, and begins.
     *
     * @param save called before each commit; may write to stores that have no cache
     */
    static Commits of(ProcessorContext<?, ?> context, String name, Runnable save) {
        Commits commits = context.getStateStore(name);
        commits.save = save;
        context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> commits.look(now, context));
        return commits;
    }

    /** The task has put something out for a verdict. */
    void noteVerdict() {
        stir();
        verdictWaiting = true;
    }

    /** The task has put something out for a flow that was produced then. */
    void note(long producedMillis) {
        stir();
        pace.note(nowMillis, producedMillis);
    }

    private void stir() {
        if (!waiting) {
            waiting = true;
            pace.stir();
        }
    }

    private void look(long now, ProcessorContext<?, ?> context) {
        nowMillis = now;
        if (committed) {
            // A commit that takes long must not be followed by the next at once.
            lastMillis = now;
            committed = false;
        }
        if (waiting && pace.isDue(now, lastMillis, verdictWaiting)) {
            context.commit();
        }
    }

    @Override
    public void flushCache() {
        save.run();
        waiting = false;
        verdictWaiting = false;
        committed = true;
    }

    @Override
    public void clearCache() {}

    @Override
    public boolean setFlushListener(CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
        return false;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> {});
        pace.stir();
        open = true;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    static StoreBuilder<Commits> builder(String name, CommitPace pace) {
        return new UnloggedStoreBuilder<>(name, () -> new Commits(name, pace), "there is nothing to log");
    }
}
