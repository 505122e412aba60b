package dev.weir.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.cli.settings.EffectOf;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.features.FeatureSchema;
import dev.weir.model.ModelFormat;
import dev.weir.model.ModelState;
import dev.weir.model.Untrained;
import dev.weir.model.VowpalWabbitModel;
import dev.weir.model.VowpalWabbitModelTest;
import dev.weir.model.Weights;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelFoldTest {
    private static final List<Lesson> LESSONS = Course.lessons(11, 20, 100);
    private static final FoldSettings SETTINGS = new FoldSettings(10, 25);
    private static final String NO_DIGEST = "0".repeat(64);

    private final ListLog log = new ListLog();
    private final MapArchive archive = new MapArchive();
    private final Heard heard = new Heard();

    private ModelFold fold() {
        return new ModelFold(archive, log, SETTINGS, heard);
    }

    private void appendLessons(int from, int to) {
        LESSONS.subList(from, to).forEach(lesson -> log.append(new ModelEvent.Learn(lesson)));
    }

    private String digestAfter(int lessons) {
        try (VowpalWabbitModel model = VowpalWabbitModel.untrained()) {
            Course.teachAll(model, LESSONS.subList(0, lessons));
            return model.save().digest();
        }
    }

    @Test
    void newFold_isUntrainedAtVersionZero() {
        try (ModelFold fold = fold()) {
            assertThat(fold.nextOffset()).isZero();
            assertThat(fold.snapshot().state().lessons()).isZero();
        }
    }

    @Test
    void offsetBelowTheNext_isSkipped() {
        appendLessons(0, 30);
        try (ModelFold fold = fold()) {
            log.feedAll(fold);
            String digest = fold.snapshot().state().digest();
            assertThat(log.entries())
                    .allSatisfy(entry -> assertThat(log.feed(fold, entry)).isEqualTo(Outcome.SKIPPED));
            assertThat(fold.snapshot().state().digest()).isEqualTo(digest).isEqualTo(digestAfter(30));
            assertThat(fold.nextOffset()).isEqualTo(30);
            assertThat(heard.changedTo).isEqualTo(30);
        }
    }

    @Test
    void catchingUp_writesRarely_andGivesTheSameModel() {
        appendLessons(0, 60);
        try (ModelFold fold = fold()) {
            fold.catchUpTo(59);
            log.entries().subList(0, 59).forEach(record -> log.feed(fold, record));
            assertThat(fold.isCatchingUp()).isFalse();
            assertThat(archive.liveSaves())
                    .as("saves, the last when all was learned")
                    .isOne();
            assertThat(archive.checkpoints()).isEmpty();
            assertThat(fold.snapshot()).isEqualTo(archive.live().orElseThrow());
            log.feedAll(fold);
            assertThat(fold.snapshot().state().digest()).isEqualTo(digestAfter(60));
        }
    }

    @Test
    void foldInterruptedAtEveryOffset_equalsTheUninterruptedOne() {
        appendLessons(0, 60);
        for (ListLog.Entry entry : log.entries()) {
            ModelFold fold = fold();
            log.entries()
                    .subList((int) fold.nextOffset(), (int) entry.offset() + 1)
                    .forEach(record -> log.feed(fold, record));
            if (entry.offset() % 3 == 0) {
                fold.close();
            } else {
                archive.crash(fold);
            }
        }
        try (ModelFold fold = fold()) {
            log.feedAll(fold);
            assertThat(fold.snapshot().state().digest()).isEqualTo(digestAfter(60));
        }
    }

    @Test
    void malformedRecords_areRefusedAndTheLogGoesOn() {
        appendLessons(0, 1);
        log.append("lesson", "{\"kind\":".getBytes(StandardCharsets.UTF_8));
        log.append("lesson", null);
        log.append(null, ModelEventCodec.encode(new ModelEvent.Learn(LESSONS.get(5))));
        log.append("rollback", ModelEventCodec.encode(new ModelEvent.Learn(LESSONS.get(5))));
        appendLessons(1, 2);
        try (ModelFold fold = fold()) {
            log.feedAll(fold);
            assertThat(heard.refusals)
                    .containsExactly(
                            RefusalReason.MALFORMED,
                            RefusalReason.WRONG_KEY,
                            RefusalReason.WRONG_KEY,
                            RefusalReason.WRONG_KEY);
            assertThat(fold.nextOffset()).isEqualTo(6);
            assertThat(fold.snapshot().state().digest()).isEqualTo(digestAfter(2));
        }
    }

    @Test
    void rollBack_givesTheCheckpointsDigestAndScores() {
        appendLessons(0, 40);
        log.append(new ModelEvent.TakeCheckpoint("a", "bob"));
        long version = log.end();
        appendLessons(40, 90);
        log.append(new ModelEvent.RollBack(version, digestAfter(40), "bob"));
        try (ModelFold fold = fold()) {
            log.feedAll(fold);
            ModelSnapshot snapshot = fold.snapshot();
            assertThat(snapshot.state().digest()).isEqualTo(digestAfter(40));
            assertThat(snapshot.version()).isEqualTo(log.end());
            assertThat(fold.lessons()).isEqualTo(40);
            assertThat(log.reads()).as("the archive was enough").isZero();
            Weights before = Weights.of(archive.checkpoint(version).orElseThrow());
            Weights after = Weights.of(snapshot.state());
            assertThat(LESSONS)
                    .allSatisfy(lesson ->
                            assertThat(after.score(lesson.example())).isEqualTo(before.score(lesson.example())));
        }
    }

    @Test
    void rollBackToVersionZero_isTheUntrainedModel() {
        appendLessons(0, 7);
        log.append(new ModelEvent.RollBack(0, Untrained.STATE.digest(), "bob"));
        try (ModelFold fold = fold()) {
            log.feedAll(fold);
            assertThat(fold.snapshot().state()).extracting(ModelState::digest).isEqualTo(Untrained.STATE.digest());
        }
    }

    @Test
    void rollBackAhead_isRefused() {
        appendLessons(0, 3);
        log.append(new ModelEvent.RollBack(4, digestAfter(3), "bob"));
        try (ModelFold fold = fold()) {
            log.feedAll(fold);
            assertThat(heard.refusals).containsExactly(RefusalReason.ROLLBACK_AHEAD);
            assertThat(fold.snapshot().state().digest()).isEqualTo(digestAfter(3));
        }
    }

    @Test
    void rollBackWithADigestTheLogNeverGave_isRefusedWhateverTheArchiveHolds() {
        appendLessons(0, 30);
        log.append(new ModelEvent.RollBack(25, NO_DIGEST, "mallory"));
        try (ModelFold fold = fold()) {
            log.feedAll(fold);
        }
        try (ModelFold other = new ModelFold(new MapArchive(), log, new FoldSettings(1_000, 1_000), heard)) {
            log.feedAll(other);
            assertThat(other.snapshot().state().digest()).isEqualTo(digestAfter(30));
        }
        assertThat(heard.refusals).containsExactly(RefusalReason.ROLLBACK_DIGEST, RefusalReason.ROLLBACK_DIGEST);
    }

    @Test
    void rollBackToADamagedCheckpoint_rebuildsTheSameModel() {
        appendLessons(0, 40);
        log.append(new ModelEvent.TakeCheckpoint("a", "bob"));
        log.append(new ModelEvent.RollBack(41, digestAfter(40), "bob"));
        try (ModelFold fold = fold()) {
            log.entries().subList(0, 41).forEach(entry -> log.feed(fold, entry));
            appendLessons(40, 50);
            archive.damageCheckpoint(41);
            log.entries().subList(41, log.entries().size()).forEach(entry -> log.feed(fold, entry));
            assertThat(heard.refusals).isEmpty();
        }
        assertThat(LogReplay.upTo(log, 42).state().digest()).isEqualTo(digestAfter(40));
    }

    @Test
    void rollBackThroughAnEarlierRollBack_isRebuiltFromTheLogAlone() {
        appendLessons(0, 10);
        long atTen = log.end();
        appendLessons(10, 20);
        log.append(new ModelEvent.RollBack(atTen, digestAfter(10), "bob"));
        long afterRollBack = log.end();
        appendLessons(20, 30);
        log.append(new ModelEvent.RollBack(afterRollBack, digestAfter(10), "bob"));
        appendLessons(10, 15);
        MapArchive forgetful = new MapArchive();
        try (ModelFold fold = new ModelFold(forgetful, log, new FoldSettings(1_000, 1_000), heard)) {
            log.feedAll(fold);
            assertThat(heard.refusals).isEmpty();
            assertThat(fold.snapshot().state().digest()).isEqualTo(digestAfter(15));
        }
        Replayed replayed = LogReplay.upTo(log, log.end());
        assertThat(replayed.state().digest()).isEqualTo(digestAfter(15));
        assertThat(replayed.events()).isEqualTo(log.entries().size());
    }

    @Test
    void checkpointThatIsWholeButWrong_isFoundOutAndDropped() {
        appendLessons(0, 40);
        log.append(new ModelEvent.RollBack(25, digestAfter(25), "bob"));
        try (ModelFold fold = fold()) {
            log.entries().subList(0, 40).forEach(entry -> log.feed(fold, entry));
            archive.checkpoints().put(25L, new ModelSnapshot(25, Untrained.STATE, Ledger.EMPTY));
            log.feed(fold, log.entries().get(40));
            assertThat(fold.snapshot().state().digest()).isEqualTo(digestAfter(25));
            assertThat(heard.damages).singleElement().asString().contains("checkpoint 25");
            assertThat(archive.checkpoints()).doesNotContainKey(25L);
        }
    }

    @Test
    void rollBackThatCannotBeDecidedHere_stopsTheInstance() {
        appendLessons(0, 20);
        log.append(new ModelEvent.RollBack(10, digestAfter(10), "bob"));
        log.truncateBefore(5);
        ModelFold fold = fold();
        log.entries().subList(0, 20).forEach(entry -> log.feed(fold, entry));
        ListLog.Entry last = log.entries().get(20);
        assertThatThrownBy(() -> log.feed(fold, last)).isInstanceOf(DivergenceException.class);
        assertThatThrownBy(() -> log.feed(fold, last)).isInstanceOf(IllegalStateException.class);
        fold.close();
        assertThat(archive.live().orElseThrow().version())
                .as("nothing half done was saved")
                .isEqualTo(20);
    }

    @Test
    void installedModel_isLearnedOn() {
        ModelState elsewhere = VowpalWabbitModelTest.trained(50);
        appendLessons(0, 5);
        log.append(new ModelEvent.Install(elsewhere, "bob"));
        appendLessons(5, 6);
        try (ModelFold fold = fold();
                VowpalWabbitModel expected = VowpalWabbitModel.load(elsewhere)) {
            log.feedAll(fold);
            Course.teachAll(expected, LESSONS.subList(5, 6));
            assertThat(fold.snapshot().state().digest())
                    .isEqualTo(expected.save().digest());
            assertThat(fold.lessons()).isEqualTo(51);
        }
    }

    @Test
    void baselineWhereOneWasInstalledMeanwhile_isRefused_andTheLessonsStay() {
        ModelEvent.Install baseline = new ModelEvent.Install(VowpalWabbitModelTest.trained(50), "weir", true);
        log.append(baseline);
        appendLessons(0, 5);
        log.append(baseline);
        try (ModelFold fold = fold()) {
            log.feedAll(fold);
            assertThat(heard.refusals).containsExactly(RefusalReason.NOT_UNTRAINED);
            assertThat(fold.lessons()).isEqualTo(55);
        }
    }

    @Test
    void installOfALearnerWithOtherSettings_isRefused_andNeverReachesTheNativeLoader() {
        ModelFormat.Parts parts = ModelFormat.split(VowpalWabbitModelTest.trained(50));
        byte[] learner = parts.learner();
        learner[new String(learner, StandardCharsets.ISO_8859_1).indexOf("--adaptive") + 2] = 'q';
        log.append(new ModelEvent.Install(ModelFormat.join(new ModelFormat.Parts(50, 9, learner)), "mallory"));
        try (ModelFold fold = fold()) {
            log.feedAll(fold);
            assertThat(heard.refusals).containsExactly(RefusalReason.UNUSABLE_MODEL);
            assertThat(fold.lessons()).isZero();
        }
    }

    @Test
    void installOfAnythingElse_isRefused() {
        appendLessons(0, 5);
        log.append(new ModelEvent.Install(new ModelState(new byte[] {1, 2, 3}, 0), "bob"));
        try (ModelFold fold = fold()) {
            log.feedAll(fold);
            assertThat(heard.refusals).containsExactly(RefusalReason.UNUSABLE_MODEL);
            assertThat(fold.snapshot().state().digest()).isEqualTo(digestAfter(5));
        }
    }

    @Test
    @EffectOf("checkpoints.every-lessons")
    void automaticCheckpoints_followTheLessonsInTheModelAlone() {
        appendLessons(0, 30);
        log.skipOffset();
        log.append("lesson", new byte[0]);
        appendLessons(30, 60);
        try (ModelFold fold = fold()) {
            log.feedAll(fold);
        }
        assertThat(archive.names()).containsExactly(Map.entry(25L, "null"), Map.entry(52L, "null"));
        assertThat(archive.checkpoint(52).orElseThrow().digest()).isEqualTo(digestAfter(50));
    }

    @Test
    void liveModel_isSavedEverySoManyLessonsAndAtTheEnd() {
        appendLessons(0, 34);
        ModelFold fold = fold();
        log.feedAll(fold);
        assertThat(archive.liveSaves()).isEqualTo(3);
        assertThat(archive.live().orElseThrow().version()).isEqualTo(30);
        fold.save();
        fold.save();
        assertThat(archive.liveSaves()).isEqualTo(4);
        fold.close();
        assertThat(archive.liveSaves()).isEqualTo(4);
        assertThat(archive.live().orElseThrow().version()).isEqualTo(34);
    }

    @Test
    void damagedLiveModel_isReplacedByTheNewestCheckpointAndTheLog() {
        appendLessons(0, 60);
        try (ModelFold fold = fold()) {
            log.feedAll(fold);
        }
        archive.damageLive();
        archive.damageCheckpoint(50);
        try (ModelFold fold = fold()) {
            assertThat(fold.nextOffset()).isEqualTo(25);
            assertThat(heard.damages).hasSize(2);
            log.feedAll(fold);
            assertThat(fold.snapshot().state().digest()).isEqualTo(digestAfter(60));
        }
    }

    @Test
    void fullDisk_stopsTheFoldAndARestartGoesOn() {
        appendLessons(0, 30);
        ModelFold fold = fold();
        log.entries().subList(0, 19).forEach(entry -> log.feed(fold, entry));
        archive.fillDisk(true);
        assertThatThrownBy(() -> log.feed(fold, log.entries().get(19))).hasMessageContaining("disk full");
        assertThatThrownBy(fold::snapshot).isInstanceOf(IllegalStateException.class);
        archive.fillDisk(false);
        fold.close();
        try (ModelFold again = fold()) {
            assertThat(again.nextOffset()).isEqualTo(10);
            log.feedAll(again);
            assertThat(again.snapshot().state().digest()).isEqualTo(digestAfter(30));
        }
    }

    @Test
    void stateAt_givesEveryVersion() {
        appendLessons(0, 30);
        try (ModelFold fold = fold()) {
            log.feedAll(fold);
            for (int version : new int[] {0, 1, 24, 25, 26, 29, 30}) {
                assertThat(fold.stateAt(version).digest()).isEqualTo(digestAfter(version));
            }
            assertThatThrownBy(() -> fold.stateAt(31)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void difference_namesTheLargestChangesFirst() {
        FeatureEncoder names = new FeatureEncoder(new FeatureSchema(List.of()));
        appendLessons(0, 30);
        try (ModelFold fold = fold()) {
            log.feedAll(fold);
            ModelDifference difference = fold.difference(10, 30, names);
            assertThat(difference.lessons()).isEqualTo(20);
            assertThat(difference.changes())
                    .hasSize(20)
                    .isSortedAccordingTo(
                            (a, b) -> Double.compare(Math.abs(b.to() - b.from()), Math.abs(a.to() - a.from())));
            assertThat(fold.difference(30, 30, names).changes()).isEmpty();
        }
    }
}
