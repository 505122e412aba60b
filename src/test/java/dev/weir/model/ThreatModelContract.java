package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.encoding.Example;
import dev.weir.encoding.PackedExample;
import dev.weir.flow.Verdict;
import dev.weir.fold.Course;
import dev.weir.fold.Lesson;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for every {@link ThreatModel}. */
interface ThreatModelContract {
    List<Lesson> LESSONS = Course.lessons(7, 40, 600);

    ThreatModel untrained();

    ThreatModel load(ModelState state);

    /** How far apart what {@code learn} returns and what {@code score} says may be. */
    default double rounding() {
        return 0;
    }

    @Test
    default void score_ofUntrainedModel_isZero() {
        try (ThreatModel model = untrained()) {
            assertThat(model.score(LESSONS.get(0).example())).isZero();
            assertThat(model.lessons()).isZero();
        }
    }

    @Test
    default void scoreAndLearn_leaveTheExampleUnchanged() {
        Example example = LESSONS.get(0).example().copy();
        byte[] before = PackedExample.pack(example);
        try (ThreatModel model = untrained()) {
            model.learn(example, Verdict.MALICIOUS, true);
            model.score(example);
        }
        assertThat(PackedExample.pack(example)).isEqualTo(before);
    }

    @Test
    default void sameLessons_giveTheSameBytes() {
        assertThat(taught(LESSONS).digest()).isEqualTo(taught(LESSONS).digest());
    }

    @Test
    default void otherLessons_giveAnotherDigest() {
        assertThat(taught(LESSONS.subList(0, 599)).digest())
                .isNotEqualTo(taught(LESSONS).digest());
    }

    @Test
    default void twentyLessons_separateWhatIsSeparable() {
        Course unseen = new Course(8, 40);
        try (ThreatModel model = untrained()) {
            for (int i = 0; i < 20; i++) {
                Verdict verdict = i % 2 == 0 ? Verdict.MALICIOUS : Verdict.BENIGN;
                model.learn(unseen.example(verdict), verdict, false);
            }
            double leastThreat = Double.MAX_VALUE;
            double mostBenign = -Double.MAX_VALUE;
            for (int i = 0; i < 50; i++) {
                leastThreat = Math.min(leastThreat, model.score(unseen.example(Verdict.MALICIOUS)));
                mostBenign = Math.max(mostBenign, model.score(unseen.example(Verdict.BENIGN)));
            }
            assertThat(leastThreat).isGreaterThan(mostBenign);
        }
    }

    @Test
    default void correction_turnsAroundWhatOneWrongLessonTaught() {
        Example example = LESSONS.get(0).example();
        try (ThreatModel model = untrained()) {
            model.learn(example, Verdict.BENIGN, false);
            assertThat(model.score(example)).isNegative();
            model.learn(example, Verdict.MALICIOUS, true);
            assertThat(model.score(example)).isPositive();
        }
    }

    @Test
    default void saveAndLoad_keepsEveryScoreToTheLastBit() {
        try (ThreatModel model = untrained()) {
            Course.teach(model, LESSONS);
            try (ThreatModel loaded = load(model.save())) {
                for (Lesson lesson : LESSONS) {
                    assertThat(loaded.score(lesson.example())).isEqualTo(model.score(lesson.example()));
                }
                assertThat(loaded.lessons()).isEqualTo(LESSONS.size());
            }
        }
    }

    @Test
    default void savingAndLoadingOnTheWay_givesTheBytesOfTheUninterruptedCourse() {
        ModelState state;
        try (ThreatModel first = untrained()) {
            Course.teach(first, LESSONS.subList(0, 250));
            state = first.save();
        }
        try (ThreatModel second = load(state)) {
            Course.teach(second, LESSONS.subList(250, 600));
            assertThat(second.save().digest()).isEqualTo(taught(LESSONS).digest());
        }
    }

    @Test
    default void scoringAndSavingBetweenLessons_changesNoByte() {
        try (ThreatModel model = untrained()) {
            for (int i = 0; i < LESSONS.size(); i++) {
                Lesson lesson = LESSONS.get(i);
                if (i % 50 == 0) {
                    model.score(LESSONS.get(0).example());
                    model.save();
                    model.save();
                }
                model.learn(lesson.example(), lesson.verdict(), lesson.correction());
            }
            String digest = model.save().digest();
            model.score(LESSONS.get(3).example());
            assertThat(model.save().digest()).isEqualTo(digest);
            assertThat(digest).isEqualTo(taught(LESSONS).digest());
        }
    }

    @Test
    default void learn_returnsWhatScoreWouldHaveSaid() {
        try (ThreatModel model = untrained()) {
            for (Lesson lesson : LESSONS) {
                double score = model.score(lesson.example());
                assertThat(model.learn(lesson.example(), lesson.verdict(), lesson.correction()))
                        .isCloseTo(score, within(rounding()));
            }
        }
    }

    @Test
    default void emptyExample_isScoredAndLearned() {
        try (ThreatModel model = untrained()) {
            for (int i = 0; i < 10; i++) {
                model.learn(new Example(0), Verdict.MALICIOUS, false);
            }
            assertThat(model.score(new Example(0))).isPositive();
        }
    }

    @Test
    default void hostileExamples_keepEveryScoreFinite() {
        Example hostile = new Example(0);
        float[] values = {Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, -0f, 1e30f, 1e-30f};
        for (int i = 0; i < 200; i++) {
            hostile.add(i % 7 == 0 ? Integer.MAX_VALUE - i : i % 20, values[i % values.length]);
        }
        try (ThreatModel model = untrained()) {
            for (int i = 0; i < 200; i++) {
                model.learn(hostile, i % 2 == 0 ? Verdict.MALICIOUS : Verdict.BENIGN, i % 3 == 0);
                assertThat(model.score(hostile)).isFinite();
            }
            Course.teach(model, LESSONS);
            for (Lesson lesson : LESSONS) {
                assertThat(model.score(lesson.example())).isFinite();
            }
        }
    }

    @Test
    default void missingFeatures_areTolerated() {
        try (ThreatModel model = untrained()) {
            Course.teach(model, LESSONS);
            Example few = new Example(1);
            few.add(100, 1);
            assertThat(model.score(few)).isPositive();
        }
    }

    private ModelState taught(List<Lesson> lessons) {
        try (ThreatModel model = untrained()) {
            Course.teach(model, lessons);
            return model.save();
        }
    }
}
