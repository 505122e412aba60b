package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.encoding.Example;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureSettings;
import dev.weir.flow.ThreatCategory;
import dev.weir.flow.Verdict;
import dev.weir.fold.Course;
import dev.weir.fold.EventLog;
import dev.weir.fold.Lesson;
import dev.weir.fold.LogReplay;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import dev.weir.modelfile.ModelFile;
import dev.weir.modelfile.ModelFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CategoryLearnerTest {
    private static final List<Lesson> LESSONS = Course.lessons(1, 40, 600);
    private static final FeatureSchema SCHEMA = FeatureExtractor.schemaOf(FeatureSettings.defaults());

    @Test
    void category_beforeAnyLessonThatNamesOne_isEmpty() {
        try (VowpalWabbitModel model = VowpalWabbitModel.untrained()) {
            Course.teach(model, LESSONS.subList(0, 20));
            assertThat(Categories.of(model.save()).of(kind(3))).isEmpty();
        }
    }

    @Test
    void kinds_areToldApart_byFewLessons() {
        try (VowpalWabbitModel model = VowpalWabbitModel.untrained()) {
            for (int i = 0; i < 15; i++) {
                model.learnCategory(kind(i % 3), "Kind " + i % 3);
            }
            Categories categories = Categories.of(model.save());
            for (int i = 0; i < 3; i++) {
                ThreatCategory told = categories.of(kind(i)).orElseThrow();
                assertThat(told.name()).isEqualTo("kind-" + i);
                assertThat(told.probability()).isBetween(0.34, 1.0);
            }
        }
    }

    @Test
    void theOnlyKindKnown_isNotCertain() {
        try (VowpalWabbitModel model = VowpalWabbitModel.untrained()) {
            model.learnCategory(kind(1), "scan");
            assertThat(model.categories().of(kind(2)).orElseThrow().probability())
                    .isLessThan(0.9);
        }
    }

    @Test
    void words_withoutBoundAndHostile_areFewPlainNames() {
        SplittableRandom random = new SplittableRandom(5);
        CategorySlots slots = new CategorySlots(List.of());
        for (int i = 0; i < 2_000; i++) {
            StringBuilder word = new StringBuilder();
            for (int length = random.nextInt(64); length > 0; length--) {
                word.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
            }
            assertThat(slots.of(word.toString())).isBetween(0, CategorySlots.MOST_SLOTS - 1);
        }
        assertThat(slots.names())
                .hasSize(CategorySlots.MOST_SLOTS)
                .doesNotHaveDuplicates()
                .contains(CategorySlots.OTHER)
                .allMatch(name -> name.matches("[a-z0-9][a-z0-9-]{0,31}")
                        && CategorySlots.plain(name).equals(name));
        assertThat(CategorySlots.plain("\u001b[31m Web Attack \u2013 XSS ")).isEqualTo("31m-web-attack-xss");
    }

    @Test
    void learnedWithABreak_givesTheSameBytes() {
        ModelState whole = taught(LESSONS);
        try (VowpalWabbitModel first = VowpalWabbitModel.untrained()) {
            Course.teachAll(first, LESSONS.subList(0, 250));
            try (VowpalWabbitModel second = VowpalWabbitModel.load(first.save())) {
                Course.teachAll(second, LESSONS.subList(250, 600));
                assertThat(second.save().digest()).isEqualTo(whole.digest());
            }
        }
    }

    @Test
    void threatScore_doesNotDependOnTheKindsTaught() {
        byte[] withKinds = ModelFormat.split(taught(LESSONS)).learner();
        try (VowpalWabbitModel without = VowpalWabbitModel.untrained()) {
            Course.teach(without, LESSONS);
            assertThat(withKinds).isEqualTo(ModelFormat.split(without.save()).learner());
        }
    }

    @Test
    void stateWithAnyByteFlipped_isRefused() {
        ModelState sound = taught(LESSONS.subList(0, 40));
        byte[] bytes = sound.bytes();
        for (int position = 0; position < bytes.length; position += 1 + position / 200) {
            byte[] flipped = bytes.clone();
            flipped[position] ^= 0x10;
            assertThatThrownBy(() -> Categories.of(new ModelState(flipped, 40)))
                    .as("byte %d", position)
                    .isInstanceOf(DamagedModelException.class);
        }
    }

    @Test
    void modelFile_carriesTheKinds_andRefusesForeignOnes() {
        ModelState state = taught(LESSONS.subList(0, 60));
        ModelFile file = ModelFile.ofBytes(ModelFile.of(state, SCHEMA, "here").toBytes());
        file.requireFits(SCHEMA);
        assertThat(Categories.of(file.state()).of(kind(1))).isPresent();

        ModelFormat.Parts parts = ModelFormat.split(state);
        byte[] foreign = Objects.requireNonNull(parts.categories()).learner().clone();
        foreign[Untrained.LEARNER.length / 2] ^= 1;
        ModelState hostile = ModelFormat.join(new ModelFormat.Parts(
                parts.lessons(),
                parts.malicious(),
                parts.learner(),
                null,
                new CategoryState(List.of("scan"), foreign)));
        assertThatThrownBy(() -> ModelFile.of(hostile, SCHEMA, "there").requireFits(SCHEMA))
                .isInstanceOf(ModelFileException.class);
    }

    @Test
    void stateOfFormatVersion2_loadsAndLearnsOnForGood() throws IOException {
        try (InputStream in = CategoryLearnerTest.class.getResourceAsStream("/model/state-v2.bin")) {
            ModelState state = new ModelState(Objects.requireNonNull(in).readAllBytes(), 60);
            assertThat(state.digest()).isEqualTo(taught(LESSONS.subList(0, 60)).digest());
            try (VowpalWabbitModel model = VowpalWabbitModel.load(state)) {
                Course.teachAll(model, LESSONS.subList(60, 100));
                assertThat(model.save().digest())
                        .isEqualTo(taught(LESSONS.subList(0, 100)).digest());
            }
        }
    }

    @Test
    void lessonOfALogFromBeforeKindsWereLearned_givesTheModelItGaveThen() throws Exception {
        Lesson lesson = LESSONS.stream()
                .filter(one -> one.category() != null)
                .findFirst()
                .orElseThrow();
        String now = new String(ModelEventCodec.encode(new ModelEvent.Learn(lesson)), StandardCharsets.UTF_8);
        byte[] then = now.replace("\"v\":2", "\"v\":1").getBytes(StandardCharsets.UTF_8);
        assertThat(then).isNotEqualTo(now.getBytes(StandardCharsets.UTF_8));
        byte[] key = ModelEventCodec.LESSON.getBytes(StandardCharsets.UTF_8);
        EventLog log = (from, to, visitor) -> visitor.record(0, Instant.EPOCH, key, then);
        try (VowpalWabbitModel expected = VowpalWabbitModel.untrained()) {
            Course.teach(expected, List.of(lesson));
            assertThat(LogReplay.upTo(log, 1).state().digest())
                    .isEqualTo(expected.save().digest());
        }
    }

    static ModelState taught(List<Lesson> lessons) {
        try (VowpalWabbitModel model = VowpalWabbitModel.untrained()) {
            Course.teachAll(model, lessons);
            return model.save();
        }
    }

    private static Example kind(int kind) {
        Example example = new Course(kind, 10).example(Verdict.MALICIOUS);
        for (int i = 0; i < 5; i++) {
            example.add(10_000 + 10 * kind + i, 1);
        }
        return example;
    }
}
