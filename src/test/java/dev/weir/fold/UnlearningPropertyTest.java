package dev.weir.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.fold.trust.Quorum;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;

/** Whatever is unlearned between whatever else, an instance has the model of the log without those lessons. */
class UnlearningPropertyTest {
    @Property(tries = 200)
    void disturbedFold_hasTheModelOfTheFilteredLog_atEveryRecord(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 99) Integer> choices, @ForAll Random random) {
        try (TaughtLog history = new TaughtLog(random)) {
            choices.forEach(history::write);
            requireModelOfTheFilteredLog(history, random);
        }
    }

    @Property(tries = 5)
    void foldThatWasHeld_hasTheModelOfTheFilteredLog_atEveryRecord(
            @ForAll @Size(min = 1, max = 15) List<@IntRange(max = 99) Integer> choices, @ForAll Random random) {
        try (TaughtLog history = new TaughtLog(random)) {
            history.writeUntilHeld();
            ModelFold held = Disturbance.open(new MapArchive(), history.log());
            history.log().feedAll(held);
            assertThat(held.hold())
                    .hasValueSatisfying(hold -> assertThat(hold.waiting()).isPositive());
            held.close();
            choices.forEach(history::write);
            requireModelOfTheFilteredLog(history, random);
            assertThat(digest(history.filtered(), history.log().end()))
                    .isEqualTo(digest(history.log(), history.log().end()));
        }
    }

    /** Of the histories, lessons wait for a second teacher in most, and are borne out or contradicted in some. */
    @Property(tries = 60)
    void logInWhichLessonsWaitForASecondTeacher_hasTheModelOfTheFilteredLog(
            @ForAll @Size(min = 6, max = 12) List<@IntRange(max = 99) Integer> choices, @ForAll Random random) {
        try (TaughtLog history = new TaughtLog(random)) {
            history.writeUntilAgreed();
            choices.forEach(history::writeAtOdds);
            Quorum quorum = history.quorum();
            Statistics.label("has waited")
                    .collect(!quorum.equals(Quorum.NONE))
                    .coverage(of -> of.check(true).percentage(share -> share > 50));
            Statistics.label("was answered")
                    .collect(quorum.seconded() + quorum.contradicted() > 0)
                    .coverage(of -> of.check(true).percentage(share -> share > 25));
            choices.forEach(history::write);
            long end = history.log().end();
            assertThat(digest(history.log(), end)).isEqualTo(digest(history.filtered(), end));
        }
    }

    private static void requireModelOfTheFilteredLog(TaughtLog history, Random random) {
        MapArchive archive = new MapArchive();
        ModelFold fold = Disturbance.open(archive, history.log());
        int disturbances = 8;
        for (int next = 0; next < history.log().entries().size(); next++) {
            if (disturbances > 0 && random.nextInt(8) == 0) {
                disturbances--;
                fold = Disturbance.disturb(fold, archive, history.log(), random);
                next = 0;
            }
            ListLog.Entry entry = history.log().entries().get(next);
            if (history.log().feed(fold, entry) != Outcome.SKIPPED) {
                assertThat(fold.snapshot().state().digest())
                        .isEqualTo(history.lived((int) entry.offset() + 1).digest());
            }
        }
        int version = random.nextInt((int) history.log().end() + 1);
        assertThat(fold.nextOffset() < version ? history.lived(version) : fold.stateAt(version))
                .isEqualTo(history.lived(version));
        fold.close();
    }

    @Property(tries = 200)
    void logAlone_hasTheModelOfTheFilteredLog(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 99) Integer> choices, @ForAll Random random) {
        try (TaughtLog history = new TaughtLog(random)) {
            choices.forEach(history::write);
            long end = history.log().end();
            assertThat(digest(history.log(), end)).isEqualTo(digest(history.filtered(), end));
            int version = random.nextInt((int) end + 1);
            assertThat(digest(history.log(), version))
                    .isEqualTo(history.lived(version).digest());
        }
    }

    @Property(tries = 40)
    void twoInstances_ofWhichOneIsDisturbed_endWithEqualModels(
            @ForAll @Size(min = 10, max = 50) List<@IntRange(max = 99) Integer> choices, @ForAll Random random) {
        ListLog log = log(choices, random);
        List<ModelSnapshot> ends = new ArrayList<>();
        MapArchive archive = new MapArchive();
        for (int instance = 0; instance < 2; instance++) {
            ModelFold fold = Disturbance.open(archive, log);
            log.feedAll(fold);
            fold = Disturbance.disturb(fold, archive, log, random);
            log.feedAll(fold);
            ends.add(fold.snapshot());
            fold.close();
            archive = new MapArchive();
        }
        assertThat(ends.get(0)).isEqualTo(ends.get(1));
    }

    private static ListLog log(List<Integer> choices, Random random) {
        try (TaughtLog history = new TaughtLog(random)) {
            choices.forEach(history::write);
            return history.log();
        }
    }

    private static String digest(ListLog log, long version) {
        return LogReplay.upTo(log, version).state().digest();
    }
}
