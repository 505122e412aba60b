package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.encoding.Example;
import dev.weir.encoding.WeightTable;
import dev.weir.fold.Course;
import dev.weir.fold.Lesson;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightsTest {
    @Test
    void score_isVowpalWabbitsOwnPredictionToTheLastBit() {
        List<Lesson> lessons = Course.lessons(3, 80, 3_000);
        try (VowpalWabbitLearner learner = VowpalWabbitLearner.untrained()) {
            for (int i = 0; i < lessons.size(); i++) {
                Example example = lessons.get(i).example();
                if (i % 20 == 0) {
                    assertPredictsTheSame(learner.save(), lessons.subList(i, Math.min(i + 20, lessons.size())));
                }
                learner.learn(example, i % 3 == 0 ? 1 : -1, 1);
            }
        }
    }

    /** The logit that learning returns is the native prediction; a learner of its own is spent on each. */
    private static void assertPredictsTheSame(byte[] saved, List<Lesson> lessons) {
        Weights weights = Weights.ofLearner(saved);
        for (Lesson lesson : lessons.subList(0, 2)) {
            try (VowpalWabbitLearner spent = VowpalWabbitLearner.load(saved)) {
                spent.learn(lesson.example(), 1, 1);
                assertThat(weights.score(lesson.example())).isEqualTo(spent.before());
            }
        }
    }

    @Test
    void bytesThatNoLearnerSaved_areRefused() {
        byte[] saved;
        try (VowpalWabbitLearner learner = VowpalWabbitLearner.untrained()) {
            learner.learn(Course.lessons(1, 10, 1).get(0).example(), 1, 1);
            saved = learner.save();
        }
        assertThatThrownBy(() -> Weights.ofLearner(Arrays.copyOf(saved, saved.length - 1)))
                .isInstanceOf(DamagedModelException.class)
                .hasMessageContaining("length");
        byte[] disordered = saved.clone();
        disordered[saved.length - 9] = 0x7f;
        assertThatThrownBy(() -> Weights.ofLearner(disordered))
                .isInstanceOf(DamagedModelException.class)
                .hasMessageContaining("out of order");
    }

    @Test
    void constant_isTheWeightOfTheEmptyExample() {
        Weights weights = Weights.of(VowpalWabbitModelTest.trained(50));
        assertThat(weights.score(new Example(0)))
                .isEqualTo(weights.weight(WeightTable.CONSTANT_INDEX))
                .isNotZero();
    }
}
