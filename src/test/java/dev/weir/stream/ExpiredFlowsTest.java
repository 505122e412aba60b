package dev.weir.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ExpiredFlowsTest {
    private static final TopicPartition PARTITION = new TopicPartition("flows", 0);
    private static final long LATER = ExpiredFlows.ASK_EVERY_MILLIS;

    private final Deque<Long> beginnings = new ArrayDeque<>();
    private final ExpiredFlows expired = new ExpiredFlows(partition -> {
        if (beginnings.isEmpty()) {
            throw new IllegalStateException("nobody is to ask, or Kafka does not answer");
        }
        return beginnings.remove();
    });

    @Test
    void offsetsBeforeTheBeginning_areExpired() {
        beginnings.addAll(List.of(150L, 400L));

        assertThat(expired.between(PARTITION, 100, 150, 0)).isEqualTo(50);
        assertThat(expired.between(PARTITION, 151, 153, LATER)).isEqualTo(2);
    }

    @Test
    void gapBehindTheBeginning_isOfTransactions() {
        beginnings.addAll(List.of(0L, 100L, 120L));

        assertThat(expired.between(PARTITION, 100, 103, 0)).isZero();
        assertThat(expired.between(PARTITION, 104, 107, LATER)).isZero();
        assertThat(expired.between(PARTITION, 110, 130, 2 * LATER)).isEqualTo(10);
    }

    @Test
    void recordsInARow_orReadAgain_needNoQuestion() {
        assertThat(expired.between(PARTITION, 100, 100, 0)).isZero();
        assertThat(expired.between(PARTITION, 100, 20, 0)).isZero();
    }

    @Test
    void gaps_areAskedForOnceInASecond() {
        beginnings.add(0L);

        for (long i = 0; i < 100; i++) {
            assertThat(expired.between(PARTITION, 2 * i, 2 * i + 1, LATER - 1)).isZero();
        }
        assertThat(beginnings).isEmpty();
    }

    @Test
    void kafkaThatDoesNotAnswer_isAskedAgainASecondLater() {
        assertThat(expired.between(PARTITION, 100, 150, 0)).isZero();
        beginnings.add(300L);

        assertThat(expired.between(PARTITION, 151, 160, LATER - 1)).isZero();
        assertThat(expired.between(PARTITION, 161, 200, LATER)).isEqualTo(39);
    }
}
