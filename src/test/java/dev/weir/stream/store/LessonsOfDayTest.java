package dev.weir.stream.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.feedback.FeedbackSettings;
import dev.weir.stream.MemoryStores;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LessonsOfDayTest {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final KeyValueStore<String, Long> store =
            MemoryStores.add(new MockProcessorContext<Void, Void>(), LessonsOfDay.STORE, Serdes.Long());

    @ParameterizedTest
    @CsvSource({"10000,1,10000", "10000,4,2630", "1000,4,292", "1,4,1", "1,1000,1", "8,4,6"})
    void share_isThatOfATask_andRoomForChance(long cap, int tasks, long share) {
        assertThat(LessonsOfDay.share(cap, tasks)).isEqualTo(share);
    }

    @Test
    void inventedAnalysts_haveOneShareTogether() {
        LessonsOfDay lessons =
                new LessonsOfDay(store, FeedbackSettings.defaults().withLessonsPerAnalystAndDay(5), 1);
        for (int i = 0; i < LessonsOfDay.MOST_ANALYSTS; i++) {
            assertThat(lessons.take("analyst " + i, 0)).isTrue();
        }
        int taught = 0;
        for (int i = 0; i < 1_000; i++) {
            taught += lessons.take("invented " + i, 0) ? 1 : 0;
        }

        assertThat(taught).isEqualTo(5);
        assertThat(lessons.take("analyst 7", 0)).isTrue();
        assertThat(store.approximateNumEntries()).isEqualTo(LessonsOfDay.MOST_ANALYSTS + 2);
    }

    @Test
    void keys_areInTheOrderOfTheirDays() {
        LessonsOfDay lessons = new LessonsOfDay(store, FeedbackSettings.defaults(), 1);
        lessons.take("alice", 9 * DAY);
        lessons.take("alice", 10 * DAY);
        assertThat(store.get("000000000009 alice")).isEqualTo(1);
        assertThat(store.get("000000000010 alice")).isEqualTo(1);

        lessons.take("alice", Long.MAX_VALUE);
        assertThat(store.get("106751991167 alice")).isEqualTo(1);
    }

    @Test
    void daysBeforeYesterday_areForgotten_andNoTimeThrows() {
        LessonsOfDay lessons =
                new LessonsOfDay(store, FeedbackSettings.defaults().withLessonsPerAnalystAndDay(1), 1);
        for (int day = 0; day < 100; day++) {
            assertThat(lessons.take("alice", day * DAY)).isTrue();
            assertThat(lessons.take("alice", day * DAY + DAY - 1)).isFalse();
        }

        assertThat(store.approximateNumEntries()).isEqualTo(4);
        assertThat(lessons.take("alice", -1)).isTrue();
        assertThat(lessons.take("alice", Long.MIN_VALUE)).isFalse();
        assertThat(lessons.take("alice", Long.MAX_VALUE)).isTrue();
    }
}
