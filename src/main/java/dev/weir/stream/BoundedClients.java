package dev.weir.stream;

import dev.weir.topics.BoundedConsumer;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Makes the clients of the stream, such that what others wrote can neither fill the memory nor end a thread: {@linkplain BoundedConsumer bounded} where
 * topics are read that others may write to, whole where the stream reads the change logs of its stores.
 */
final class BoundedClients implements KafkaClientSupplier {
    private final CommitPace pace;

    /** @param pace whose commits a thread must wake up for that waits for records */
    BoundedClients(CommitPace pace) {
        this.pace = pace;
    }

    @Override
    public Admin getAdmin(Map<String, Object> settings) {
        return Admin.create(settings);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> settings) {
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> settings) {
        return BoundedConsumer.ofStrangers(settings, pace::patience);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> settings) {
        return BoundedConsumer.ofStores(settings);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> settings) {
        return BoundedConsumer.ofModelEvents(settings, CommitPace::patienceWithoutCommits);
    }
}
