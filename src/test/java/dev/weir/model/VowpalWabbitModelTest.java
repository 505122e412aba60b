package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.encoding.Example;
import dev.weir.encoding.Pairs;
import dev.weir.encoding.WeightTable;
import dev.weir.flow.Verdict;
import dev.weir.fold.Course;
import dev.weir.fold.Lesson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

public class VowpalWabbitModelTest implements ThreatModelContract {
    @Override
    public ThreatModel untrained() {
        return VowpalWabbitModel.untrained();
    }

    @Override
    public ThreatModel load(ModelState state) {
        return VowpalWabbitModel.load(state);
    }

    @Test
    void load_ofForeignBytes_saysSo() {
        byte[] foreign = "PK zip or whatever else somebody may hand in, long enough to be a header"
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> load(new ModelState(foreign, 0)))
                .isInstanceOf(DamagedModelException.class)
                .hasMessageContaining("no Weir model");
        assertThatThrownBy(() -> load(new ModelState(new byte[0], 0))).isInstanceOf(DamagedModelException.class);
    }

    @Test
    void load_withAnyByteFlipped_isRefused() {
        byte[] sound = trained(40).bytes();
        for (int position = 0; position < sound.length; position += 1 + position / 400) {
            byte[] flipped = sound.clone();
            flipped[position] ^= 0x10;
            assertThatThrownBy(() -> load(new ModelState(flipped, 40)))
                    .as("byte %d", position)
                    .isInstanceOf(DamagedModelException.class);
        }
    }

    @Test
    void load_cutShortOrLengthened_isRefused() {
        byte[] sound = trained(40).bytes();
        assertThatThrownBy(() -> load(new ModelState(Arrays.copyOf(sound, sound.length - 16), 40)))
                .hasMessageContaining("cut short");
        assertThatThrownBy(() -> load(new ModelState(Arrays.copyOf(sound, sound.length + 16), 40)))
                .hasMessageContaining("after its end");
    }

    @Test
    void load_ofAnotherLearnerVersion_namesBoth() {
        byte[] bytes = trained(1).bytes();
        bytes[15]++;
        assertThatThrownBy(() -> load(new ModelState(bytes, 1))).hasMessageContaining("learner version 3");
    }

    @Test
    void load_withAnotherNumberOfLessonsStated_isRefused() {
        assertThatThrownBy(() -> load(new ModelState(trained(3).bytes(), 4))).hasMessageContaining("3 lessons, not 4");
    }

    @Test
    void stateOfFormatVersion1_loadsAndLearnsOnForGood() throws IOException {
        ModelState state = new ModelState(resource("state-v1.bin"), 300);
        assertThat(state.digest()).isEqualTo(trained(300).digest());
        try (VowpalWabbitModel model = VowpalWabbitModel.load(state)) {
            assertThat(model.lessons()).isEqualTo(300);
            assertThat(model.maliciousLessons()).isBetween(50L, 150L);
            assertThat(model.score(LESSONS.get(0).example()))
                    .isEqualTo(Weights.of(trained(300)).score(LESSONS.get(0).example()));
            Course.teach(model, LESSONS.subList(300, 600));
            assertThat(model.save().digest()).isEqualTo(trained(600).digest());
        }
    }

    @Test
    void arithmeticHere_isTheReference() {
        assertThat(Arithmetic.digest()).isEqualTo(Arithmetic.REFERENCE_DIGEST);
        assertThat(Arithmetic.isReference()).isTrue();
    }

    @Test
    void repeatedIndex_countsAsOftenAsItIsThere() {
        Weights weights = Weights.of(trained(200));
        Example once = new Example(1);
        once.add(100, 1);
        Example twice = new Example(2);
        twice.add(100, 1);
        twice.add(100, 1);
        double constant = weights.weight(WeightTable.CONSTANT_INDEX);
        assertThat(weights.score(twice) - constant).isCloseTo(2 * (weights.score(once) - constant), within(1e-5));
    }

    @Test
    void parts_addUpToTheScore() {
        Weights weights = Weights.of(trained(600));
        for (Lesson lesson : LESSONS) {
            double sum = weights.constant();
            for (int i = 0; i < lesson.example().size(); i++) {
                sum += weights.part(lesson.example(), i);
            }
            assertThat(sum).isCloseTo(weights.score(lesson.example()), within(1e-4));
        }
    }

    @Test
    void valuesBeyondBounds_countAsTheBound() {
        Weights weights = Weights.of(trained(200));
        Example huge = new Example(1);
        huge.add(100, 1e20f);
        Example bound = new Example(1);
        bound.add(100, Pairs.MAX_VALUE);
        assertThat(weights.score(huge)).isEqualTo(weights.score(bound));
    }

    @Test
    void score_staysWithinFifty() {
        Weights weights = Weights.of(trained(600));
        Example loud = new Example(0);
        for (int i = 0; i < 100; i++) {
            loud.add(100, 16);
        }
        assertThat(weights.score(loud)).isEqualTo(Weights.MAX_LOGIT);
    }

    @Test
    void learn_afterClose_isRefused() {
        VowpalWabbitModel model = VowpalWabbitModel.untrained();
        model.learn(LESSONS.get(0).example(), Verdict.BENIGN, false);
        model.close();
        assertThatThrownBy(() -> model.learn(LESSONS.get(0).example(), Verdict.BENIGN, false))
                .isInstanceOf(IllegalStateException.class);
    }

    public static ModelState trained(int lessons) {
        try (VowpalWabbitModel model = VowpalWabbitModel.untrained()) {
            Course.teach(model, LESSONS.subList(0, lessons));
            return model.save();
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = VowpalWabbitModelTest.class.getResourceAsStream("/model/" + name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
