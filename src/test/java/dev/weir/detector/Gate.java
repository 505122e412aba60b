package dev.weir.detector;

import dev.weir.stream.store.BoundedRocksDb;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/** Holds the threads of a stream where a test wants them, for as long as it is shut. */
final class Gate {
    /** Passed by each thread that opens a store of a partition that it was given. */
    static final Gate STORES = new Gate();
    /** Passed by each thread with the records that it has got. */
    static final Gate RECORDS = new Gate();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private boolean shut;

    void shut() {
        set(true);
    }

    void open() {
        set(false);
    }

    private void set(boolean isShut) {
        lock.lock();
        try {
            shut = isShut;
            opened.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void pass() {
        lock.lock();
        try {
            while (shut) {
                opened.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Settings of Kafka for a detector whose threads pass the gates. */
    static Map<String, String> settings() {
        return Map.of(
                "rocksdb.config.setter", Stores.class.getName(),
                "main.consumer.interceptor.classes", Records.class.getName());
    }

    /** Made by Kafka Streams, by name. */
    public static final class Stores implements RocksDBConfigSetter {
        private final BoundedRocksDb usual = new BoundedRocksDb();

        @Override
        public void setConfig(String storeName, Options options, Map<String, Object> configs) {
            STORES.pass();
            usual.setConfig(storeName, options, configs);
        }

        @Override
        public void close(String storeName, Options options) {
            usual.close(storeName, options);
        }
    }

    /** Made by the consumer, by name. */
    public static final class Records implements ConsumerInterceptor<byte[], byte[]> {
        @Override
        public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
            RECORDS.pass();
            return records;
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public void close() {}

        @Override
        public void configure(Map<String, ?> settings) {}
    }
}
