package dev.weir.fold.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.flow.Verdict;
import dev.weir.fold.Course;
import dev.weir.model.ModelState;
import dev.weir.model.Untrained;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldTest {
    private static final int TAUGHT = 200;

    private final Course course = new Course(3, 12);
    private CarefulModel model = CarefulModel.load(Untrained.YIELDING);
    private long given;

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void honestLessons_areNeverHeld() {
        teach(2_000, true);
        assertThat(model.hold()).isEmpty();
        assertThat(model.model().lessons()).isEqualTo(2_000);
    }

    /** One in three looks like what it is not, and attacks come in spells: honest verdicts move the model to and fro. */
    @ParameterizedTest
    @CsvSource({"HELD_BY_LOSS, true", "HELD_BY_SURPRISE, false"})
    void honestLessonsOnAnUnclearNetwork_areHeldByLoss_butAreNoSurprise(Weighing weighing, boolean expected) {
        Random random = new Random(3);
        boolean wasHeld = false;
        for (int i = 0; i < 600; i++) {
            boolean isMalicious = (i / 50 % 2 == 0) != (random.nextInt(10) == 0);
            boolean isClear = random.nextInt(3) > 0;
            model.learn(lesson(isMalicious == isClear, isClear, weighing));
            wasHeld |= model.hold().isPresent();
        }
        assertThat(wasHeld).isEqualTo(expected);
    }

    @Test
    void lessonsThatContradictWhatWasAgreed_areHeld_withinFifty_andNamed() {
        teach(TAUGHT, true);
        teach(50, false);
        Hold hold = model.hold().orElseThrow();
        assertThat(hold.firstLesson()).isGreaterThanOrEqualTo(TAUGHT);
        assertThat(hold.advice()).contains("weir unlearn --lesson " + hold.firstLesson() + "-" + hold.lastLesson());
    }

    @Test
    void whileHeld_lessonsWait_andTheModelStaysWhatItIs() {
        teach(TAUGHT, true);
        teach(50, false);
        long lessons = model.model().lessons();
        double logit = model.model().logit(course.example(Verdict.MALICIOUS));
        teach(400, false);
        assertThat(model.model().lessons()).isEqualTo(lessons);
        assertThat(model.hold().orElseThrow().waiting()).isEqualTo(Watch.MOST_WAITING);
        assertThat(model.hold().orElseThrow().lapsed()).isPositive();
        assertThat(model.model().logit(course.example(Verdict.MALICIOUS))).isCloseTo(logit, within(1.0));
    }

    @ParameterizedTest
    @CsvSource({
        "HELD_BY_SURPRISE, 0, 25",
        "HELD_BY_SURPRISE, 200, 25",
        "HELD_BY_SURPRISE, 8000, 1000",
        "HELD_BY_LOSS, 8000, 25"
    })
    void trials_becomeRarerWhileLearningIsHeld_exceptInOldLogs(Weighing weighing, long sinceHeld, long expected) {
        assertThat(Watch.lessonsToTrial(sinceHeld, weighing)).isEqualTo(expected);
    }

    @Test
    void hold_endsByItself_onceWhatWaitsMendsTheModel_andIsLearnedThen() {
        teach(TAUGHT, true);
        teach(50, false);
        assertThat(model.hold()).isPresent();
        teach(Watch.MOST_WAITING, true);
        assertThat(model.hold()).isEmpty();
        assertThat(model.model().lessons()).isGreaterThan(TAUGHT + 100);
    }

    @Test
    void heldModel_goesOnFromItsState_asIfItHadNotStopped() {
        teach(TAUGHT, true);
        teach(60, false);
        ModelState state = model.save();
        try (CarefulModel again = CarefulModel.load(state)) {
            assertThat(again.hold()).isEqualTo(model.hold()).isPresent();
            for (int i = 0; i < 200; i++) {
                Taught lesson = lesson(i % 2 == 0, true);
                model.learn(lesson);
                again.learn(lesson);
            }
            assertThat(again.save()).isEqualTo(model.save());
        }
    }

    private void teach(int lessons, boolean honest) {
        for (int i = 0; i < lessons; i++) {
            model.learn(lesson(i % 2 == 0, honest));
        }
    }

    private Taught lesson(boolean malicious, boolean honest) {
        return lesson(malicious, honest, Weighing.HELD_BY_SURPRISE);
    }

    private Taught lesson(boolean malicious, boolean honest, Weighing weighing) {
        Verdict truth = malicious ? Verdict.MALICIOUS : Verdict.BENIGN;
        Verdict said = malicious == honest ? Verdict.MALICIOUS : Verdict.BENIGN;
        return new Taught(given++, 0, "alice", weighing, null, course.example(truth), said, null, false);
    }
}
