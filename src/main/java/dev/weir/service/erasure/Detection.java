package dev.weir.service.erasure;

import dev.weir.stream.HostTombstone;
import dev.weir.topics.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** The tasks of running detectors, and how far they have read. */
final class Detection {
    private static final int LOOK_EVERY_MILLIS = 100;

    private final Admin admin;
    private final TopicNames names;

    Detection(Admin admin, TopicNames names) {
        this.admin = admin;
        this.names = names;
    }

    /** Has each task forget a host in all its spellings; returns whether all have within the time. */
    boolean forget(Collection<String> spellings, Producer<byte[], byte[]> producer, Duration patience)
            throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        int partitions = producer.partitionsFor(HostTombstone.topic(names)).size();
        for (int partition = 0; partition < partitions; partition++) {
            for (String spelling : spellings) {
                sent.add(producer.send(HostTombstone.of(names, partition, spelling)));
            }
        }
        producer.flush();
        Map<TopicPartition, Long> places = new HashMap<>();
        for (Future<RecordMetadata> one : sent) {
            RecordMetadata place = one.get();
            places.merge(new TopicPartition(place.topic(), place.partition()), place.offset(), Math::max);
        }
        return awaitPast(places, patience);
    }

    /** Whether all have read beyond these places within the time. */
    boolean awaitPast(Map<TopicPartition, Long> places, Duration patience)
            throws ExecutionException, InterruptedException {
        long endNanos = System.nanoTime() + patience.toNanos();
        while (!isPast(places)) {
            if (System.nanoTime() > endNanos) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
        return true;
    }

    private boolean isPast(Map<TopicPartition, Long> places) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> read = read();
        return places.entrySet().stream().allMatch(place -> next(read, place.getKey()) > place.getValue());
    }

    /**
     * Deletes what has been read of a topic, up to the last record that names the host: with it go older records.
     *
     * @param last offset of the last such record, by partition
     */
    void deleteRead(String topic, Map<Integer, Long> last) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> read = read();
        Map<TopicPartition, RecordsToDelete> before = new HashMap<>();
        last.forEach((partition, offset) -> {
            TopicPartition place = new TopicPartition(topic, partition);
            long end = Math.min(offset + 1, next(read, place));
            if (end > 0) {
                before.put(place, RecordsToDelete.beforeOffset(end));
            }
        });
        admin.deleteRecords(before).all().get();
    }

    /**
     * How much of a topic can be written anew.
     *
     * @param last offset of the last record that is to be, by partition
     * @return the first that is to stay: behind the last, or behind what was read
     */
    Map<Integer, Long> read(String topic, Map<Integer, Long> last) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> read = read();
        Map<Integer, Long> until = new HashMap<>();
        last.forEach((partition, offset) ->
                until.put(partition, Math.min(offset + 1, next(read, new TopicPartition(topic, partition)))));
        return until;
    }

    private Map<TopicPartition, OffsetAndMetadata> read() throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(names.prefix())
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private static long next(Map<TopicPartition, OffsetAndMetadata> read, TopicPartition place) {
        OffsetAndMetadata next = read.get(place);
        return next == null ? 0 : next.offset();
    }
}
