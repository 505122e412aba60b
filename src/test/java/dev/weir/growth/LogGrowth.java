package dev.weir.growth;

import dev.weir.checkpoint.CheckpointSettings;
import dev.weir.checkpoint.CheckpointStore;
import dev.weir.fold.EventLog;
import dev.weir.fold.FoldListener;
import dev.weir.fold.FoldSettings;
import dev.weir.fold.Lesson;
import dev.weir.fold.MalformedEventException;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import dev.weir.fold.ModelFold;
import dev.weir.model.VowpalWabbitModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Folds a long log as a starting detector does. */
final class LogGrowth {
    /** Different lessons; a longer log repeats them. */
    static final int DISTINCT = 50_000;

    private static final int LESSONS_AT_ONCE = 5;
    private static final int SERVED = 150;
    /** After the last save, as a killed detector leaves them. */
    private static final int UNSAVED = 900;

    private static final EventLog NO_ROLLBACKS = (from, to, visitor) -> {
        throw new IllegalStateException("this log has no rollbacks");
    };

    private final Path folder;
    private final List<Lesson> lessons;
    private final List<byte[]> events = new ArrayList<>();
    private final byte[] key;

    LogGrowth(Path folder, long seed) {
        this.folder = folder;
        this.lessons = Lessons.invent(seed, DISTINCT);
        lessons.forEach(lesson -> events.add(ModelEventCodec.encode(ModelEvent.Learn.weighed(lesson))));
        this.key =
                ModelEventCodec.kind(ModelEvent.Learn.weighed(lessons.get(0))).getBytes(StandardCharsets.UTF_8);
    }

    void run(int count) {
        long bytes = events.stream().mapToLong(event -> event.length).sum() / events.size();
        long malicious =
                lessons.stream().filter(lesson -> lesson.category() != null).count();
        Growth.say(
                "%,d lessons of %,d bytes, %.1f %% name a kind of threat", count, bytes, 100.0 * malicious / DISTINCT);
        learnAlone(Math.min(count, 4 * DISTINCT));
        decodeAlone(Math.min(count, 4 * DISTINCT));
        fold("usual saves   ", 0, Math.min(count, 2 * DISTINCT), false);
        fold("catching up   ", 0, count, true);
        resume();
    }

    private void learnAlone(int count) {
        for (boolean categories : new boolean[] {false, true}) {
            try (VowpalWabbitModel model = VowpalWabbitModel.untrained()) {
                Stopwatch watch = new Stopwatch();
                for (int i = 0; i < count; i++) {
                    Lesson lesson = lessons.get(i % DISTINCT);
                    model.learn(lesson.example(), lesson.verdict(), lesson.correction());
                    String category = lesson.category();
                    if (categories && category != null) {
                        model.learnCategory(lesson.example(), category);
                    }
                }
                Growth.say("  learner alone%s %s", categories ? ", with kinds" : "            ", watch.rate(count));
            }
        }
    }

    private void decodeAlone(int count) {
        Stopwatch watch = new Stopwatch();
        try {
            for (int i = 0; i < count; i++) {
                ModelEventCodec.decode(events.get(i % DISTINCT));
            }
        } catch (MalformedEventException e) {
            throw new IllegalStateException(e);
        }
        Growth.say("  decoding alone             %s", watch.rate(count));
    }

    private void fold(String name, int from, int to, boolean catchUp) {
        try (CheckpointStore store = open(catchUp ? "from-zero" : "usual");
                ModelFold fold = new ModelFold(store, NO_ROLLBACKS, FoldSettings.defaults(), FoldListener.NONE)) {
            if (catchUp) {
                fold.catchUpTo(to);
            }
            Stopwatch watch = new Stopwatch();
            apply(fold, from, to);
            Growth.say("  fold, %s       %s  %.1f s", name, watch.rate(to - from), watch.seconds());
            if (catchUp) {
                serve(fold, to);
            }
        }
    }

    /** What scorers wait for after a verdict, and what they lose by it, at 100 verdicts a second. */
    private void serve(ModelFold fold, int from) {
        fold.caughtUp();
        fold.serve();
        double[] millis = new double[SERVED];
        for (int i = 0; i < SERVED; i++) {
            apply(fold, from + i * LESSONS_AT_ONCE, from + (i + 1) * LESSONS_AT_ONCE);
            Stopwatch watch = new Stopwatch();
            fold.serve();
            millis[i] = watch.processorSeconds() * 1_000;
        }
        Arrays.sort(millis);
        Growth.say(
                "  for scorers, after %d lessons each: %.2f ms of processor time, p99 %.2f ms",
                LESSONS_AT_ONCE, millis[SERVED / 2], millis[SERVED * 99 / 100]);
    }

    /** Closing has saved the model, so that what a killed detector would have left unsaved is new here. */
    private void resume() {
        Stopwatch watch = new Stopwatch();
        try (CheckpointStore store = open("from-zero");
                ModelFold fold = new ModelFold(store, NO_ROLLBACKS, FoldSettings.defaults(), FoldListener.NONE)) {
            int end = Math.toIntExact(fold.nextOffset()) + UNSAVED;
            fold.catchUpTo(end);
            apply(fold, end - UNSAVED, end);
            fold.caughtUp();
            fold.serve();
            Growth.say(
                    "  from the saved model, with %d lessons after it: ready after %.2f s", UNSAVED, watch.seconds());
        }
    }

    private void apply(ModelFold fold, int from, int to) {
        for (int offset = from; offset < to; offset++) {
            fold.apply(offset, Instant.ofEpochMilli(offset), key, events.get(offset % DISTINCT));
        }
    }

    private CheckpointStore open(String name) {
        return new CheckpointStore(folder.resolve(name), CheckpointSettings.defaults());
    }
}
