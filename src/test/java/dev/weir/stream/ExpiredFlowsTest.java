package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ExpiredFlowsTest {
    private static final TopicPartition PARTITION = new TopicPartition("flows", 0);

    private long nowMillis = 1_700_000_000_000L;
    private long begins;
    private boolean isSilent;
    private int questions;
    private final ExpiredFlows expired = new ExpiredFlows(this::begins, () -> Instant.ofEpochMilli(nowMillis));

    @Test
    void offsetsBeforeTheBeginning_areExpired() {
        begins = 150;
        assertThat(expired.between(PARTITION, 100, 150)).isEqualTo(50);
        begins = 10_000;
        assertThat(expired.between(PARTITION, 151, 10_003)).isEqualTo(9_849);
    }

    @Test
    void gapFoundAgainAfterAnUndoneTransaction_isAskedForAgain() {
        begins = 300;
        assertThat(expired.between(PARTITION, 100, 300)).isEqualTo(200);
        begins = 500;
        assertThat(expired.between(PARTITION, 100, 500)).isEqualTo(400);
    }

    @Test
    void gapBehindTheBeginning_isOfTransactions() {
        begins = 100;

        assertThat(expired.between(PARTITION, 100, 103)).isZero();
        assertThat(expired.between(PARTITION, 104, 5_000)).isZero();
    }

    @Test
    void recordReadBeforeItWasDeleted_tellsNothingOfTheGapBeforeIt() {
        begins = 400;

        assertThat(expired.between(PARTITION, 151, 153)).isZero();
    }

    @Test
    void recordsInARow_orReadAgain_needNoQuestion() {
        assertThat(expired.between(PARTITION, 100, 100)).isZero();
        assertThat(expired.between(PARTITION, 100, 20)).isZero();
        assertThat(questions).isZero();
    }

    @Test
    void smallGaps_areAskedForOnceInASecond_largeOnesEachTime() {
        for (long i = 0; i < 50; i++) {
            assertThat(expired.between(PARTITION, 2 * i, 2 * i + 1)).isZero();
        }
        assertThat(questions).isEqualTo(1);
        begins = 1_000;
        assertThat(expired.between(PARTITION, 100, 1_000)).isEqualTo(900);
        assertThat(questions).isEqualTo(2);
        nowMillis += ExpiredFlows.ASK_EVERY.toMillis();
        assertThat(expired.between(PARTITION, 1_001, 1_003)).isZero();
        assertThat(questions).isEqualTo(3);
    }

    @Test
    void kafkaThatDoesNotAnswer_isAskedAgainASecondLater() {
        isSilent = true;
        assertThat(expired.between(PARTITION, 100, 150)).isZero();
        isSilent = false;
        begins = 160;

        assertThat(expired.between(PARTITION, 151, 160)).isZero();
        nowMillis += ExpiredFlows.ASK_EVERY.toMillis();
        begins = 200;
        assertThat(expired.between(PARTITION, 161, 200)).isEqualTo(39);
        assertThat(questions).isEqualTo(2);
    }

    private long begins(TopicPartition partition) {
        assertThat(partition).isEqualTo(PARTITION);
        questions++;
        if (isSilent) {
            throw new IllegalStateException("no answer");
        }
        return begins;
    }
}
