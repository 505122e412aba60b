package dev.weir.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.feedback.VerdictHistory.News;
import dev.weir.flow.Verdict;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** An analyst who cannot decide teaches no more than a few lessons. */
class CappedCorrectionsTest {
    @Test
    void note_ofThirtyThousandChanges_isNewsElevenTimes() {
        VerdictHistory history = new VerdictHistory(1);
        int lessons = 0;
        for (int i = 0; i < 30_000; i++) {
            News news = history.note("mallory", i % 2 == 0 ? Verdict.MALICIOUS : Verdict.BENIGN);
            lessons += news == News.FIRST || news == News.CORRECTION ? 1 : 0;
            history = VerdictHistory.of(history.toBytes(), 1);
        }
        assertThat(lessons).isEqualTo(1 + VerdictHistory.MOST_CORRECTIONS);
        assertThat(history.note("alice", Verdict.BENIGN)).isEqualTo(News.FIRST);
    }

    @Test
    void of_whatAnOlderReleaseKept_isRead() {
        VerdictHistory history =
                VerdictHistory.of("7\nmalicious alice: b\nbenign bob\n".getBytes(StandardCharsets.UTF_8), 1);

        assertThat(history.scoredAtMillis()).isEqualTo(7);
        assertThat(history.note("alice: b", Verdict.MALICIOUS)).isEqualTo(News.REPEATED);
        assertThat(history.note("bob", Verdict.MALICIOUS)).isEqualTo(News.CORRECTION);
    }
}
