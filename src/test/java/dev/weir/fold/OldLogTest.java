package dev.weir.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.features.FeatureSchema;
import dev.weir.flow.Verdict;
import dev.weir.fold.trust.Weighing;
import dev.weir.model.ModelState;
import dev.weir.model.Untrained;
import dev.weir.model.VowpalWabbitModel;
import dev.weir.modelfile.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs and files that a Weir wrote whose prior was a weight like any other keep their meaning for good. */
class OldLogTest {
    private static final Map<Long, String> DIGESTS = Map.of(
            0L, "f7b9dc0f9a331692f1965465aaef311b90aa2d21062073bc7081f6c9c0aba8c2",
            1L, "9cd09dce3024304d891b7ab5d660ebaee30ded92734a15f52d834f8f8e2d5fd0",
            2L, "9cd09dce3024304d891b7ab5d660ebaee30ded92734a15f52d834f8f8e2d5fd0",
            40L, "f9712a6e03457ae93869cc664c706a07ef6c95d854931d298c2b8e7057983a31",
            63L, "1faab5acd03d1ecabdf2e259cbca48d15883ae225cc0fa4869924739d0ffe30d",
            95L, "2d5176d329fdb1b12868a0ae8ac5dac2c2c213b0a4845d16d412469a5fd271cb");

    @Test
    void oldLog_foldsToTheDigestsItHad() throws IOException {
        ListLog log = log();
        DIGESTS.forEach((version, digest) -> assertThat(
                        LogReplay.upTo(log, version).state().digest())
                .as("version %d", version)
                .isEqualTo(digest));
    }

    @Test
    void oldLog_goesOnWithAModelWhosePriorYields_onceOneIsInstalled() throws IOException {
        ListLog log = log();
        log.append(new ModelEvent.Install(Untrained.YIELDING, "alice"));
        List<Lesson> lessons = Course.lessons(9, 12, 20);
        lessons.forEach(lesson -> log.append(new ModelEvent.Learn(lesson)));
        try (VowpalWabbitModel expected = VowpalWabbitModel.yielding()) {
            Course.teachAll(expected, lessons);
            assertThat(LogReplay.upTo(log, log.end()).state().digest())
                    .isEqualTo(expected.save().digest());
        }
    }

    @Test
    void oldModelFile_isInstalled_andLearnsOnAsItDid() throws IOException {
        ModelFile file = ModelFile.ofBytes(resource("/model/start-v1.weir"));
        file.requireFits(new FeatureSchema(List.of(
                new FeatureSchema.Column("src.failure_ratio.60s", FeatureSchema.Kind.NUMERIC, "A ratio."),
                new FeatureSchema.Column("flow.port", FeatureSchema.Kind.CATEGORY, "A port."))));
        try (VowpalWabbitModel model = VowpalWabbitModel.load(file.state())) {
            Course.teach(model, Course.lessons(5, 12, 30));
            assertThat(model.save().digest())
                    .isEqualTo("3ad9566674c8a7f85c7be47c310a159dbd4b83186752ff903dfa4e86ddbf2824");
        }
    }

    @Test
    void logOfLessonsWithAllTheirPairs_foldsToTheDigestsItHad() throws IOException {
        ListLog log = log("/dev/weir/wire/lessons-2.txt");
        assertThat(LogReplay.upTo(log, 5).state().digest())
                .isEqualTo("733afe60643f640cd6d37d511c37aaaa6942a1c9d7d341866482e39ddfab4329");
        assertThat(LogReplay.upTo(log, 9).state().digest())
                .isEqualTo("b6ec73706601fbc8bd3138c84afa80e16751d1b032cdbec176e669fe9f0a1cfd");
    }

    @Test
    void logOfLessonsHeldByLossAlone_foldsToTheDigestsItHad() throws IOException {
        ListLog log = new ListLog();
        log.append(new ModelEvent.Install(untrainedOfFormat5(), "weir", true));
        for (Lesson lesson : Course.lessons(3, 12, 260)) {
            log.append(ModelEvent.Learn.weighed(turned(lesson, log.end()), Weighing.HELD_BY_LOSS));
        }
        Map<Long, String> digests = Map.of(
                120L, "ee7c010c02366ca2814dbd8e76cd8d153df1876033d86d2bfae12dd2e693fceb",
                170L, "ae4c10301daf148e8f0a174462ccf64b9e2a39e57b065c1fc5d084443e7ecb54",
                261L, "c5ab566a47400c0f98ffef4c2278e11144779dfbb02aeecf74d67d4a2424c48a");
        assertDigests(log, digests);
    }

    @Test
    void logOfLessonsThatNeedNoSecondTeacher_foldsToTheDigestsItHad() throws IOException {
        ListLog log = new ListLog();
        log.append(new ModelEvent.Install(untrainedOfFormat5(), "weir", true));
        for (Lesson lesson : Course.lessons(3, 12, 260)) {
            Lesson given = turned(lesson, log.end(), log.end() % 2 == 0 ? "alice" : "bob");
            // With a score it has v 6, without one v 5.
            Double score = log.end() % 3 == 0 ? Double.valueOf(0.25) : null;
            log.append(ModelEvent.Learn.weighed(given.scored(score), Weighing.HELD_BY_SURPRISE));
        }
        Map<Long, String> digests = Map.of(
                120L, "46c85928fc592264e2c1710b2d5d4a0528e896b3d0f8282d1162109c16d06027",
                170L, "369025c672a3267ad36b02d26c8d7f8cb9e2f36cfef93a4348b2be712049ae0a",
                261L, "ab5c04347d0b300fd0430a6901da32a85b71ca3a2ed504727ddf163aeff44fad");
        assertDigests(log, digests);
    }

    private static void assertDigests(ListLog log, Map<Long, String> digests) {
        digests.forEach((version, digest) -> assertThat(
                        LogReplay.upTo(log, version).state().digest())
                .as("version %d", version)
                .isEqualTo(digest));
    }

    /** Wrong now and then, and for a while always. */
    private static Lesson turned(Lesson lesson, long offset) {
        return turned(lesson, offset, lesson.analyst());
    }

    private static Lesson turned(Lesson lesson, long offset, String analyst) {
        boolean isWrong = offset % 5 == 0 || (offset >= 101 && offset < 161);
        Verdict other = lesson.verdict() == Verdict.MALICIOUS ? Verdict.BENIGN : Verdict.MALICIOUS;
        return new Lesson(lesson.flowId(), lesson.example(), isWrong ? other : lesson.verdict(), null, analyst, false);
    }

    @ParameterizedTest
    @CsvSource({
        "format-3-plain.bin, 04f1e2f1ab6211f82bd34c839bf03a3d09fdf4493b45c4bffbffd9cb8983d76e, -2.8269834518432617",
        "format-3-started.bin, 888f67b55733cf8a2c9973034e71ff5f7048ece417a4c80489083be3996c60ef, -3.6823480129241943",
        "format-4-plain.bin, 479e3189fd8340f2626afa9516e33709ac595794ff790133ba7547d1f11c353a, -2.28851056098938",
        "format-4-started.bin, beba74153f90363fe9f3a2d81ac6501fcab113a8ccb597cb95ecabd8c1119537, -2.770064353942871",
        "format-5-plain.bin, 20170420ede226da68fa1b674294cca6b734e3ff7ec0a9f39877ac76e1b31bdd, -4.77126932144165",
        "format-5-started.bin, ecbbfeeca0557a811fd9d54b4bd72eefe6ff6aed4d60f7c25bf2324b7c6cf911, -5.228700637817383"
    })
    void modelOfAnOlderFormat_learnsAndScoresAsItDid(String name, String digest, double logit) throws IOException {
        try (VowpalWabbitModel model = VowpalWabbitModel.load(new ModelState(resource("/model/" + name), 0))) {
            List<Lesson> lessons = Course.lessons(5, 12, 90);
            lessons.forEach(lesson -> lesson.example().setShape(lesson.example().index(0)));
            Course.teach(model, lessons);
            assertThat(model.save().digest()).isEqualTo(digest);
            assertThat(model.score(lessons.get(0).example())).isEqualTo(logit);
            assertThat(VowpalWabbitModel.load(model.save()).save()).isEqualTo(model.save());
        }
    }

    private static ModelState untrainedOfFormat5() throws IOException {
        return new ModelState(resource("/model/format-5-plain.bin"), 0);
    }

    private static ListLog log() throws IOException {
        return log("/model/log-before-priors-yielded.txt");
    }

    private static ListLog log(String name) throws IOException {
        ListLog log = new ListLog();
        new String(resource(name), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split("\t", 2))
                .forEach(record -> log.append(record[0], record[1].getBytes(StandardCharsets.UTF_8)));
        return log;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = OldLogTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
