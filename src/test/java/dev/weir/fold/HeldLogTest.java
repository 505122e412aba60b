package dev.weir.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.flow.Verdict;
import dev.weir.model.Untrained;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A log whose lessons go wrong at some point, so that learning is held. */
class HeldLogTest {
    private final Course course = new Course(3, 12);
    private final ListLog log = new ListLog();
    /** The same without the wrong verdicts. */
    private final ListLog honest = new ListLog();

    private final Selection wrong;

    HeldLogTest() {
        log.append(new ModelEvent.Install(Untrained.YIELDING, "weir", true));
        honest.append(new ModelEvent.Install(Untrained.YIELDING, "weir", true));
        teach(100, true);
        wrong = new Selection(log.end(), log.end() + 60, null, null, null, null);
        teach(60, false);
        teach(30, true);
    }

    @Test
    void instanceThatStopsWhileLearningIsHeld_goesOnAsTheOthers() {
        MapArchive archive = new MapArchive();
        ModelFold fold = Disturbance.open(archive, log);
        List<ListLog.Entry> entries = log.entries();
        for (ListLog.Entry entry : entries.subList(0, 175)) {
            log.feed(fold, entry);
        }
        assertThat(fold.hold()).isPresent();
        fold.close();
        fold = Disturbance.open(archive, log);
        assertThat(fold.hold()).isPresent();
        log.feedAll(fold);
        assertThat(fold.snapshot().state())
                .isEqualTo(LogReplay.upTo(log, log.end()).state());
        fold.close();
    }

    @Test
    void unlearningTheLessons_endsTheHold_andGivesTheModelOfTheLogWithoutThem() {
        ModelFold fold = Disturbance.open(new MapArchive(), log);
        log.feedAll(fold);
        assertThat(fold.hold()).isPresent();
        log.append(new ModelEvent.Unlearn(wrong, "bob"));
        log.feed(fold, log.entries().get(log.entries().size() - 1));
        assertThat(fold.hold()).isEmpty();
        assertThat(fold.snapshot().state().digest())
                .isEqualTo(LogReplay.upTo(honest, honest.end()).state().digest())
                .isEqualTo(LogReplay.upTo(log, log.end()).state().digest());
        fold.close();
    }

    private void teach(int lessons, boolean isHonest) {
        for (int i = 0; i < lessons; i++) {
            Lesson one = course.lesson();
            Verdict other = one.verdict() == Verdict.MALICIOUS ? Verdict.BENIGN : Verdict.MALICIOUS;
            Verdict said = isHonest ? one.verdict() : other;
            ModelEvent lesson =
                    ModelEvent.Learn.weighed(new Lesson(one.flowId(), one.example(), said, null, "alice", false));
            log.append(lesson);
            if (isHonest) {
                honest.append(lesson);
            } else {
                honest.skipOffset();
            }
        }
    }
}
