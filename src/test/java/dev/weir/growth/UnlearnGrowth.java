package dev.weir.growth;

import dev.weir.checkpoint.CheckpointSettings;
import dev.weir.checkpoint.CheckpointStore;
import dev.weir.fold.EventLog;
import dev.weir.fold.FoldListener;
import dev.weir.fold.FoldSettings;
import dev.weir.fold.Lesson;
import dev.weir.fold.LogReplay;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import dev.weir.fold.ModelFold;
import dev.weir.fold.Selection;
import dev.weir.model.Untrained;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Takes the lessons of one analyst in five back from a long log, all the way to its start, as a detector does: the fold tells the log
 * again while a second replay checks it.
 */
final class UnlearnGrowth {
    private static final String[] ANALYSTS = {"alice", "bob", "carol", "dave", "erin"};
    private static final byte[] LESSON = ModelEventCodec.LESSON.getBytes(StandardCharsets.UTF_8);

    private final Path folder;
    private final List<byte[]> lessons = new ArrayList<>();
    private final byte[] install = ModelEventCodec.encode(new ModelEvent.Install(Untrained.YIELDING, "weir", true));

    UnlearnGrowth(Path folder, long seed) {
        this.folder = folder;
        for (Lesson one : Lessons.invent(seed, LogGrowth.DISTINCT)) {
            lessons.add(ModelEventCodec.encode(ModelEvent.Learn.weighed(new Lesson(
                    one.flowId(),
                    Objects.requireNonNull(one.packed()),
                    one.verdict(),
                    one.category(),
                    ANALYSTS[lessons.size() % ANALYSTS.length],
                    one.correction()))));
        }
    }

    void run(int count) {
        ModelEvent unlearn = new ModelEvent.Unlearn(new Selection(0, count, "erin", null, null, null), "growth");
        EventLog log = (from, to, visitor) -> {
            for (long offset = from; offset < to; offset++) {
                visit(offset, count, unlearn, visitor);
            }
        };
        try (CheckpointStore store = new CheckpointStore(folder.resolve("unlearn"), CheckpointSettings.defaults());
                ModelFold fold = new ModelFold(store, log, FoldSettings.defaults(), FoldListener.NONE)) {
            fold.catchUpTo(count);
            Stopwatch learning = new Stopwatch();
            log.read(0, count, fold::apply);
            fold.caughtUp();
            Growth.say("  fold of %,d lessons: %.1f s", count, learning.processorSeconds());
            Stopwatch both = new Stopwatch();
            double[] second = new double[1];
            FutureTask<String> replay = new FutureTask<>(() -> {
                Stopwatch watch = new Stopwatch();
                String digest = LogReplay.upTo(log, count + 1L).state().digest();
                second[0] = watch.processorSeconds();
                return digest;
            });
            new Thread(replay).start();
            log.read(count, count + 1L, fold::apply);
            double first = both.processorSeconds();
            boolean isSame = digest(replay).equals(fold.stateAt(count + 1L).digest());
            Growth.say(
                    "  unlearned, equals never taught: %s; processor time of the fold %.1f s, of the second replay beside it %.1f s,"
                            + " of the clock %.1f s",
                    isSame, first, second[0], both.seconds());
        }
    }

    private void visit(long offset, int count, ModelEvent unlearn, EventLog.Visitor visitor) {
        Instant at = Instant.ofEpochMilli(offset * 1_000);
        if (offset == 0) {
            visitor.record(offset, at, key("install"), install);
        } else if (offset < count) {
            visitor.record(offset, at, LESSON, lessons.get((int) (offset % lessons.size())));
        } else {
            visitor.record(offset, at, key(ModelEventCodec.kind(unlearn)), ModelEventCodec.encode(unlearn));
        }
    }

    private static byte[] key(String kind) {
        return kind.getBytes(StandardCharsets.UTF_8);
    }

    private static String digest(FutureTask<String> replay) {
        try {
            return replay.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
