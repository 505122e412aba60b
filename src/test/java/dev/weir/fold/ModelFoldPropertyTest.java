package dev.weir.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.ModelState;
import dev.weir.model.Untrained;
import dev.weir.model.VowpalWabbitModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the log holds and whatever befalls an instance, it arrives at the model that the log gives. */
class ModelFoldPropertyTest {
    private static final List<Lesson> LESSONS = Course.lessons(13, 8, 200);
    /** Builds a log, and beside it, in the plainest way, what the model is at each version. */
    private static final class Writer {
        final ListLog log = new ListLog();
        final List<ModelState> truth = new ArrayList<>(List.of(Untrained.STATE));
        private final Random random;

        Writer(Random random) {
            this.random = random;
        }

        void write(int choice) {
            ModelState now = truth.get(truth.size() - 1);
            if (choice < 55) {
                Lesson lesson = LESSONS.get(random.nextInt(LESSONS.size()));
                log.append(new ModelEvent.Learn(lesson));
                try (VowpalWabbitModel model = VowpalWabbitModel.load(now)) {
                    Course.teachAll(model, List.of(lesson));
                    truth.add(model.save());
                }
            } else if (choice < 65) {
                log.append(new ModelEvent.TakeCheckpoint("c" + log.end(), "bob"));
                truth.add(now);
            } else if (choice < 80) {
                int target = random.nextInt(truth.size());
                log.append(new ModelEvent.RollBack(target, truth.get(target).digest(), "bob"));
                truth.add(truth.get(target));
            } else if (choice < 84) {
                int target = random.nextInt(truth.size());
                log.append(new ModelEvent.RollBack(target, "f".repeat(64), "mallory"));
                truth.add(now);
            } else if (choice < 88) {
                log.append(new ModelEvent.RollBack(log.end() + 1, now.digest(), "mallory"));
                truth.add(now);
            } else if (choice < 92) {
                ModelState installed = truth.get(random.nextInt(truth.size()));
                log.append(new ModelEvent.Install(installed, "bob"));
                truth.add(installed);
            } else if (choice < 96) {
                log.skipOffset();
                truth.add(now);
            } else {
                log.append("lesson", new byte[] {'{'});
                truth.add(now);
            }
        }
    }

    @Property(tries = 40)
    void disturbedFold_equalsTheTruthAtEveryRecord(
            @ForAll @Size(min = 1, max = 50) List<@IntRange(max = 99) Integer> choices, @ForAll Random random) {
        Writer writer = new Writer(random);
        choices.forEach(writer::write);
        MapArchive archive = new MapArchive();
        ModelFold fold = Disturbance.open(archive, writer.log);
        int next = 0;
        int disturbances = 8;
        while (next < writer.log.entries().size()) {
            if (disturbances > 0 && random.nextInt(8) == 0) {
                disturbances--;
                fold = Disturbance.disturb(fold, archive, writer.log, random);
                next = 0;
            }
            ListLog.Entry entry = writer.log.entries().get(next++);
            if (writer.log.feed(fold, entry) != Outcome.SKIPPED) {
                assertThat(fold.snapshot().state().digest())
                        .isEqualTo(writer.truth.get((int) entry.offset() + 1).digest());
            }
        }
        fold.close();
    }

    @Property(tries = 40)
    void logAlone_givesTheTruthAtAnyVersion(
            @ForAll @Size(min = 1, max = 50) List<@IntRange(max = 99) Integer> choices, @ForAll Random random) {
        Writer writer = new Writer(random);
        choices.forEach(writer::write);
        int version = random.nextInt(writer.truth.size());
        assertThat(LogReplay.upTo(writer.log, version).state().digest())
                .isEqualTo(writer.truth.get(version).digest());
    }
}
