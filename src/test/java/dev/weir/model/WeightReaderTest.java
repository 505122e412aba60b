package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.fold.Course;
import dev.weir.fold.Lesson;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Weights that were read one by one must be those that a save has, to the last bit. */
class WeightReaderTest {
    private static final List<Lesson> LESSONS = Course.lessons(5, 120, 3_000);

    @Test
    void weightsAfterTooManyLessonsToFollow_areThoseOfASave() {
        try (VowpalWabbitLearner learner = VowpalWabbitLearner.untrained()) {
            learner.weights();
            teach(learner, LESSONS);
            assertSame(learner);
            teach(learner, LESSONS.subList(0, 3));
            assertSame(learner);
        }
    }

    @Test
    void weightBeyondWhatAPredictionShows_isStillThatOfASave() {
        byte[] large = ByteBuffer.allocate(Untrained.LEARNER.length + SavedWeights.ENTRY_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(Untrained.LEARNER)
                .putInt(100)
                .putFloat(60)
                .putFloat(1)
                .array();
        try (VowpalWabbitLearner learner = VowpalWabbitLearner.load(large)) {
            learner.weights();
            teach(learner, LESSONS.subList(0, 20));
            assertThat(learner.weights()[100]).isGreaterThan(Weights.MAX_LOGIT);
            assertSame(learner);
        }
    }

    @Test
    void weightsAfterEachFewLessons_areThoseOfASave() {
        Random random = new Random(1);
        try (VowpalWabbitLearner learner = VowpalWabbitLearner.load(
                ModelFormat.split(VowpalWabbitModelTest.trained(40)).learner())) {
            for (int from = 0; from < 1_000; ) {
                int to = from + random.nextInt(60);
                teach(learner, LESSONS.subList(from, to));
                assertSame(learner);
                from = to;
            }
        }
    }

    @Test
    void readingWeights_doesNotTouchWhatIsSaved() {
        try (VowpalWabbitLearner read = VowpalWabbitLearner.untrained();
                VowpalWabbitLearner unread = VowpalWabbitLearner.untrained()) {
            for (int from = 0; from < 300; from += 10) {
                teach(read, LESSONS.subList(from, from + 10));
                teach(unread, LESSONS.subList(from, from + 10));
                read.weights();
            }
            assertThat(read.save()).isEqualTo(unread.save());
        }
    }

    @Test
    void categoriesOfALiveModel_areThoseOfItsSavedState() {
        try (VowpalWabbitModel model = VowpalWabbitModel.untrained()) {
            for (int from = 0; from < 400; from += 20) {
                Course.teachAll(model, LESSONS.subList(from, from + 20));
                Categories saved = Categories.of(model.save());
                for (Lesson lesson : LESSONS.subList(900, 950)) {
                    assertThat(model.category(lesson.example())).isEqualTo(saved.of(lesson.example()));
                }
                for (Lesson lesson : LESSONS.subList(1_000, 1_050)) {
                    assertThat(model.categories().of(lesson.example())).isEqualTo(saved.of(lesson.example()));
                }
            }
        }
    }

    private static void teach(VowpalWabbitLearner learner, List<Lesson> lessons) {
        for (Lesson lesson : lessons) {
            learner.learn(lesson.example(), lesson.category() == null ? -1 : 1, lesson.correction() ? 2 : 1);
        }
    }

    private static void assertSame(VowpalWabbitLearner learner) {
        Weights read = Weights.owning(learner.weights());
        Weights saved = Weights.ofLearner(learner.save());
        for (int index = 0; index < Weights.count(); index++) {
            if (read.weight(index) != saved.weight(index)) {
                assertThat(read.weight(index)).as("weight %d", index).isEqualTo(saved.weight(index));
            }
        }
    }
}
