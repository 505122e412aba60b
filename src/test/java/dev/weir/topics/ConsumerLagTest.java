package dev.weir.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import java.util.Collections;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("broker")
class ConsumerLagTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @Test
    void of_groupThatCommittedNothing_countsOnlyWhatIsStillThere() {
        produce("unread", 10);
        BROKER.deleteRecords("unread", 4);

        assertThat(lagOf("newcomer").of("unread")).isEqualTo(6);
    }

    @Test
    void of_group_countsFromWhereItHasCommitted() {
        produce("read", 10);
        commit("reader", "read", 7);

        assertThat(lagOf("reader").of("read")).isEqualTo(3);
        assertThat(lagOf("reader").places(new PartitionOffsets(BROKER.admin()).partitions("read")))
                .containsExactly(
                        Map.entry(new TopicPartition("read", 0), new ConsumerLag.Place(7, 3)),
                        Map.entry(new TopicPartition("read", 1), new ConsumerLag.Place(0, 0)));
    }

    @Test
    void of_topicThatWasMadeAnew_isNeverLessThanNothing() {
        produce("anew", 2);
        commit("veteran", "anew", 50);

        assertThat(lagOf("veteran").of("anew")).isZero();
    }

    private static ConsumerLag lagOf(String group) {
        return new ConsumerLag(BROKER.admin(), group);
    }

    private static void produce(String topic, int records) {
        BROKER.createTopic(topic, 2);
        BROKER.produce(Collections.nCopies(records, new ProducerRecord<>(topic, 0, new byte[0], new byte[0])));
    }

    private static void commit(String group, String topic, long offset) {
        TestBroker.await(BROKER.admin()
                .alterConsumerGroupOffsets(group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(offset)))
                .all());
    }
}
