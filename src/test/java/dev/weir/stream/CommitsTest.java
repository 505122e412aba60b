package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommitsTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final String NAME = "commits";

    private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    private final CommitPace pace = new CommitPace(Duration.ofMillis(50), Duration.ofMillis(16));
    private Commits commits;
    private int saves;

    @BeforeEach
    void start() {
        context.addStateStore(Commits.builder(NAME, pace).build());
        commits = Commits.of(context, NAME, () -> saves++);
        commits.flushCache();
        look(NOW);
    }

    @Test
    void commit_hasTheProcessorSaveBeforeIt() {
        commits.flushCache();

        assertThat(saves).isEqualTo(2);
    }

    @Test
    void look_withNothingPutOut_asksForNoCommit() {
        look(NOW + 10_000);

        assertThat(context.committed()).isFalse();
    }

    @Test
    void look_afterTheInterval_asksForACommit_andNotBefore() {
        commits.note(NOW);

        look(NOW + 49);
        assertThat(context.committed()).isFalse();
        look(NOW + 50);
        assertThat(context.committed()).isTrue();
    }

    @Test
    void look_afterAVerdict_asksForACommitSooner_once() {
        commits.noteVerdict();

        look(NOW + 15);
        assertThat(context.committed()).isFalse();
        look(NOW + 16);
        assertThat(context.committed()).isTrue();
        context.resetCommit();
        commits.flushCache();
        look(NOW + 17);
        commits.note(NOW + 17);
        look(NOW + 33);
        assertThat(context.committed()).isFalse();
    }

    @Test
    void pace_ofAtLeastOnce_isNoFasterForVerdicts_whichItDoesNotHide() {
        CommitPace seldom = CommitPace.of(
                new ProcessingSettings(ProcessingSettings.Guarantee.AT_LEAST_ONCE, 1, Duration.ofMillis(50), true));

        assertThat(seldom.isDue(NOW + 999, NOW, true)).isFalse();
        assertThat(seldom.isDue(NOW + 1_000, NOW, true)).isTrue();
    }

    @Test
    void pace_ofFlowsThatAreRekeyed_hasTwoCommitsInTheInterval() {
        for (boolean rekeys : new boolean[] {true, false}) {
            CommitPace pace = CommitPace.of(new ProcessingSettings(
                    ProcessingSettings.Guarantee.EXACTLY_ONCE, 1, Duration.ofMillis(50), rekeys));
            long wait = rekeys ? 25 : 50;

            assertThat(pace.isDue(NOW + wait - 1, NOW, false)).isFalse();
            assertThat(pace.isDue(NOW + wait, NOW, false)).isTrue();
            assertThat(pace.isDue(NOW + 16, NOW, true)).isTrue();
        }
    }

    @Test
    void patience_isTheUsualOneAsLongAsThereMayBeCommits_andForPollsThatAreNotToWait() {
        Duration usual = Duration.ofMillis(20);

        assertThat(pace.patience(usual)).isEqualTo(usual);
        assertThat(CommitPace.patienceWithoutCommits(usual)).isEqualTo(Duration.ofMillis(100));
        assertThat(CommitPace.patienceWithoutCommits(Duration.ZERO)).isZero();
    }

    @Test
    void seldomInterval_isNoLongerThanASecond_unlessTheUsualOneIs() {
        assertThat(CommitPace.seldom(Duration.ofMillis(10))).isEqualTo(Duration.ofMillis(200));
        assertThat(CommitPace.seldom(Duration.ofMillis(200))).isEqualTo(Duration.ofSeconds(1));
        assertThat(CommitPace.seldom(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void look_afterACommitOfTheThread_waitsForTheNextOutput() {
        commits.note(NOW);
        commits.flushCache();

        look(NOW + 10_000);

        assertThat(context.committed()).isFalse();
    }

    @Test
    void look_afterACommitThatTookLong_waitsForTheWholeIntervalOnceMore() {
        commits.flushCache();
        look(NOW + 1_000);
        commits.note(NOW + 1_000);

        look(NOW + 1_049);
        assertThat(context.committed()).isFalse();
        look(NOW + 1_050);
        assertThat(context.committed()).isTrue();
    }

    @Test
    void look_whileFlowsAreBehind_leavesItToKafkaStreams_untilTheyHaveCaughtUp() {
        commits.note(NOW - CommitPace.BEHIND_MILLIS - 1);

        look(NOW + CommitPace.BEHIND_MILLIS - 1);
        assertThat(context.committed()).isFalse();
        look(NOW + CommitPace.BEHIND_MILLIS);
        assertThat(context.committed()).isTrue();
    }

    private void look(long nowMillis) {
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(nowMillis);
    }
}
