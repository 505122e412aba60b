package dev.weir.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.feedback.VerdictHistory.News;
import dev.weir.flow.Verdict;
import org.junit.jupiter.api.Test;

class VerdictHistoryTest {
    private final VerdictHistory history = new VerdictHistory(1_000);

    @Test
    void note_sameAnalystSameVerdict_isNoNews() {
        history.note("alice", Verdict.MALICIOUS);

        assertThat(history.note("alice", Verdict.MALICIOUS)).isEqualTo(News.REPEATED);
    }

    @Test
    void note_sameAnalystOtherVerdict_isACorrection() {
        history.note("alice", Verdict.MALICIOUS);

        assertThat(history.note("alice", Verdict.BENIGN)).isEqualTo(News.CORRECTION);
        assertThat(history.note("alice", Verdict.BENIGN)).isEqualTo(News.REPEATED);
        assertThat(history.note("alice", Verdict.MALICIOUS)).isEqualTo(News.CORRECTION);
    }

    @Test
    void note_anotherAnalyst_speaksForHerself() {
        history.note("alice", Verdict.MALICIOUS);

        assertThat(history.note("bob", Verdict.BENIGN)).isEqualTo(News.FIRST);
    }

    @Test
    void note_byInventedAnalysts_isBounded_andThoseKnownGoOn() {
        history.note("alice", Verdict.MALICIOUS);
        for (int i = 1; i < VerdictHistory.MOST_ANALYSTS; i++) {
            assertThat(history.note("invented " + i, Verdict.BENIGN)).isEqualTo(News.FIRST);
        }
        int length = history.toBytes().length;

        assertThat(history.note("one more", Verdict.BENIGN)).isEqualTo(News.ONE_TOO_MANY);
        assertThat(history.note("one more", Verdict.BENIGN)).isEqualTo(News.ONE_TOO_MANY);
        assertThat(history.note("alice", Verdict.MALICIOUS)).isEqualTo(News.REPEATED);
        assertThat(history.toBytes()).hasSize(length);
    }

    @Test
    void toBytes_thenOf_remembersEveryone() {
        history.note("alice", Verdict.MALICIOUS);
        history.note("bob the second", Verdict.BENIGN);

        VerdictHistory again = VerdictHistory.of(history.toBytes(), 9_999);

        assertThat(again.scoredAtMillis()).isEqualTo(1_000);
        assertThat(again.note("alice", Verdict.MALICIOUS)).isEqualTo(News.REPEATED);
        assertThat(again.note("bob the second", Verdict.MALICIOUS)).isEqualTo(News.CORRECTION);
        assertThat(again.note("carol", Verdict.BENIGN)).isEqualTo(News.FIRST);
    }

    @Test
    void takeBack_makesTheNextVerdictNews_alsoAfterARestart() {
        assertThat(history.takeBack("alice")).isFalse();
        history.note("alice", Verdict.MALICIOUS);

        assertThat(history.takeBack("alice")).isTrue();

        VerdictHistory again = VerdictHistory.of(history.toBytes(), 1);
        assertThat(again.takeBack("alice")).isFalse();
        assertThat(again.note("alice", Verdict.MALICIOUS)).isEqualTo(News.FIRST);
        assertThat(again.note("alice", Verdict.MALICIOUS)).isEqualTo(News.REPEATED);
    }

    @Test
    void verdicts_takenBackAndGivenAgain_areCappedAsCorrectionsAre() {
        for (int i = 0; i <= VerdictHistory.MOST_CORRECTIONS; i++) {
            assertThat(history.note("alice", Verdict.MALICIOUS)).isEqualTo(News.FIRST);
            assertThat(history.takeBack("alice")).isTrue();
        }

        assertThat(history.note("alice", Verdict.MALICIOUS)).isEqualTo(News.ONE_CORRECTION_TOO_MANY);
    }

    @Test
    void of_nothing_isNew() {
        VerdictHistory fresh = VerdictHistory.of(null, 5);

        assertThat(fresh.scoredAtMillis()).isEqualTo(5);
        assertThat(fresh.note("alice", Verdict.BENIGN)).isEqualTo(News.FIRST);
    }
}
