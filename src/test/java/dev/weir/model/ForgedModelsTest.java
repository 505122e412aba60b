package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.encoding.Example;
import dev.weir.flow.Verdict;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that are whole, and made to spoil what is learned after them. */
class ForgedModelsTest {
    private static final ModelState TRAINED = VowpalWabbitModelTest.trained(50);

    @ParameterizedTest
    @ValueSource(floats = {3e38f, -3e38f, 1_001f, -1_001f, Float.NaN, Float.POSITIVE_INFINITY})
    void installedWeightThatNoLessonsGive_isRefused(float weight) {
        requireRefused(edited(learner -> learner.putFloat(Untrained.LEARNER.length + 4, weight)));
    }

    @ParameterizedTest
    @ValueSource(floats = {3e38f, 1e7f, -1, Float.NaN, Float.POSITIVE_INFINITY})
    void installedGradientsThatKeepAWeightFromLearning_areRefused(float gradient) {
        requireRefused(edited(learner -> learner.putFloat(Untrained.LEARNER.length + 8, gradient)));
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, 0",
        "9223372036854775807, 9223372036854775807",
        "-1, 0",
        "-9223372036854775808, 0",
        "50, 51",
        "50, -1",
        "1000000001, 0",
    })
    void installedCountsThatCannotBe_areRefused(long lessons, long malicious) {
        ModelFormat.Parts parts = ModelFormat.split(TRAINED);
        requireRefused(ModelFormat.join(new ModelFormat.Parts(lessons, malicious, parts.learner())));
    }

    @Test
    void installedCounters_areBoundedWhereverTheyAre() {
        int settings = LearnerBytes.settingsEnd(Untrained.LEARNER);
        int refused = 0;
        for (int at = settings; at + Float.BYTES <= Untrained.LEARNER.length; at += Float.BYTES) {
            int place = at;
            refused += isRefused(edited(learner -> learner.putInt(place, 0x7fffffff))) ? 1 : 0;
            assertThat(isRefused(edited(learner -> learner.putInt(place, 0xffffffff))) || isLow(place - settings))
                    .as("byte %d", place)
                    .isTrue();
        }
        // The lower halves of sums and counts may be anything.
        assertThat(refused).isGreaterThanOrEqualTo((Untrained.LEARNER.length - settings) / Float.BYTES - 7);
    }

    private static boolean isLow(int place) {
        return (place >= 12 && place < 36 && (place - 12) % 8 == 0)
                || (place >= 48 && place < 64 && (place - 48) % 8 == 0)
                || (place >= 72 && place < 88 && (place - 72) % 8 == 0);
    }

    @Test
    void honestModels_areTaken_alsoWithWildValuesAndManyCorrections() {
        try (VowpalWabbitModel model = VowpalWabbitModel.untrained()) {
            for (int i = 0; i < 3_000; i++) {
                Example example = new Example(4);
                example.add(i % 7, i % 2 == 0 ? 1e9f : -1e9f);
                example.add(11, 16);
                model.learn(example, i % 3 == 0 ? Verdict.MALICIOUS : Verdict.BENIGN, true);
                if (i % 3 == 0) {
                    model.learnCategory(example, "kind " + i % 20);
                }
            }
            assertThatCode(() -> LearnerBytes.requireSafe(model.save())).doesNotThrowAnyException();
        }
    }

    @Test
    void modelFileOfSuchAModel_isRefusedBeforeItIsInTheLog() {
        ModelState forged = edited(learner -> learner.putFloat(Untrained.LEARNER.length + 4, 3e38f));
        assertThatThrownBy(() -> LearnerBytes.requireSafe(forged))
                .isInstanceOf(DamagedModelException.class)
                .hasMessageContaining("3.0E38");
    }

    private static void requireRefused(ModelState forged) {
        assertThat(isRefused(forged)).isTrue();
    }

    private static boolean isRefused(ModelState forged) {
        try {
            LearnerBytes.requireSafe(forged);
            return false;
        } catch (DamagedModelException e) {
            return true;
        }
    }

    private static ModelState edited(Consumer<ByteBuffer> change) {
        ModelFormat.Parts parts = ModelFormat.split(TRAINED);
        byte[] learner = parts.learner();
        change.accept(ByteBuffer.wrap(learner).order(ByteOrder.LITTLE_ENDIAN));
        return ModelFormat.join(new ModelFormat.Parts(parts.lessons(), parts.malicious(), learner));
    }
}
