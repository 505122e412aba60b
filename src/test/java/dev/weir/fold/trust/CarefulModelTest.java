package dev.weir.fold.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.flow.Verdict;
import dev.weir.fold.Course;
import dev.weir.model.ModelFormat;
import dev.weir.model.ModelState;
import dev.weir.model.Untrained;
import dev.weir.model.VowpalWabbitModel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CarefulModelTest {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final Course course = new Course(3, 12);
    private CarefulModel model = CarefulModel.load(Untrained.YIELDING);
    private long given;

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void whoTeachesAlone_isBelieved_whateverHeSays() {
        for (int i = 0; i < 100; i++) {
            teach("alice", i % 2 == 0, i % 3 != 0);
        }
        assertThat(model.trust("alice")).isEqualTo(1);
    }

    @Test
    void honestTeachers_learnTheSameAsIfAllCountedAlike() {
        try (VowpalWabbitModel plain = VowpalWabbitModel.yielding()) {
            Course same = new Course(3, 12);
            for (int i = 0; i < 100; i++) {
                teach("analyst-" + i % 5, i % 2 == 0, true);
                plain.learn(same.example(verdict(i % 2 == 0)), verdict(i % 2 == 0), false);
            }
            assertThat(ModelFormat.withoutNotes(model.save())).isEqualTo(plain.save());
        }
    }

    @Test
    void whoContradictsTheOthers_losesTheirTrust_inTwentyVerdicts_andIsStillHeard() {
        teachHonestly(100);
        for (int i = 0; i < 20; i++) {
            teach("mallory", i % 2 == 0, false);
        }
        assertThat(model.trust("mallory")).isBetween(1e-9, 0.1);
        assertThat(model.trust("analyst-1")).isEqualTo(1);
    }

    @Test
    void trust_isWonBack() {
        teachHonestly(100);
        for (int i = 0; i < 20; i++) {
            teach("mallory", i % 2 == 0, false);
        }
        double low = model.trust("mallory");
        for (int i = 0; i < 300; i++) {
            teach("mallory", i % 2 == 0, true);
        }
        assertThat(model.trust("mallory")).isGreaterThan(low).isEqualTo(1);
    }

    @Test
    void verdictThatTheModelDoesNotBearOut_isRedressed_whenAnotherTeacherSaysTheSame() {
        teachHonestly(100);
        for (int i = 0; i < 12; i++) {
            boolean malicious = i % 2 == 0;
            Taught lesson = lesson("carol", malicious, false);
            model.learn(lesson);
            model.learn(new Taught(
                    given++,
                    0,
                    "analyst-3",
                    Weighing.HELD_BY_SURPRISE,
                    null,
                    lesson.example(),
                    lesson.verdict(),
                    null,
                    false));
        }
        assertThat(model.trust("carol")).isGreaterThan(0.5);
    }

    @Test
    void lessonsOfADay_countLessAndLess_beyondAThousand_andInFullTheNextDay() {
        Teachers teachers = new Teachers();
        teachers.taught(lesson("bob", true, true), 0, 0);
        for (int i = 0; i < 3_000; i++) {
            teachers.taught(lesson("alice", true, true), 0, 0);
        }
        assertThat(teachers.importance("alice", 0)).isBetween(0.3f, 0.34f);
        assertThat(teachers.importance("bob", 0)).isEqualTo(1);
        assertThat(teachers.importance("alice", DAY)).isEqualTo(1);
    }

    @Test
    void namesWithoutEnd_shareOneRecord() {
        for (int i = 0; i < 200; i++) {
            teach("name-" + i, i % 2 == 0, true);
        }
        ModelState state = model.save();
        assertThat(state.bytes()).hasSizeLessThan(200_000);
        try (CarefulModel again = CarefulModel.load(state)) {
            assertThat(again.save()).isEqualTo(state);
        }
    }

    @Test
    void model_goesOnFromItsState_asIfItHadNotStopped() {
        teachHonestly(60);
        teach("mallory", true, false);
        ModelState state = model.save();
        try (CarefulModel again = CarefulModel.load(state)) {
            Taught next = lesson("mallory", false, false);
            model.learn(next);
            again.learn(next);
            assertThat(again.save()).isEqualTo(model.save());
        }
    }

    @Test
    void modelOfAnOldLog_knowsNoTeachers() {
        try (CarefulModel old = CarefulModel.load(Untrained.STATE);
                VowpalWabbitModel plain = VowpalWabbitModel.untrained()) {
            Taught lesson = lesson("alice", true, true);
            old.learn(lesson);
            plain.learn(lesson.example(), lesson.verdict(), false);
            assertThat(old.save()).isEqualTo(plain.save());
        }
    }

    @Test
    void verdictsOnDrawnFlows_calibrate_andAreKeptWithTheModel() {
        teachHonestly(10);
        ModelState before = model.save();
        model.learn(drawn(0.9, false));
        assertThat(model.calibration().verdicts()).isEqualTo(1);
        ModelState saved = model.save();
        try (CarefulModel loaded = CarefulModel.load(saved)) {
            assertThat(loaded.calibration()).isEqualTo(model.calibration());
            assertThat(loaded.save()).isEqualTo(saved);
        }
        try (CarefulModel other = CarefulModel.load(before)) {
            assertThat(other.calibration().isEmpty()).isTrue();
        }
    }

    @Test
    void correction_doesNotCalibrate() {
        model.learn(drawn(0.9, true));
        assertThat(model.calibration().isEmpty()).isTrue();
    }

    private Taught drawn(double score, boolean isCorrection) {
        return new Taught(
                given++,
                0,
                "alice",
                Weighing.HELD_BY_SURPRISE,
                null,
                course.example(Verdict.BENIGN),
                Verdict.BENIGN,
                null,
                isCorrection,
                score);
    }

    private void teachHonestly(int lessons) {
        for (int i = 0; i < lessons; i++) {
            teach("analyst-" + i % 5, i % 2 == 0, true);
        }
    }

    private void teach(String teacher, boolean malicious, boolean honest) {
        model.learn(lesson(teacher, malicious, honest));
    }

    private Taught lesson(String teacher, boolean malicious, boolean honest) {
        return new Taught(
                given++,
                0,
                teacher,
                Weighing.HELD_BY_SURPRISE,
                null,
                course.example(verdict(malicious)),
                verdict(malicious == honest),
                null,
                false);
    }

    private static Verdict verdict(boolean malicious) {
        return malicious ? Verdict.MALICIOUS : Verdict.BENIGN;
    }
}
