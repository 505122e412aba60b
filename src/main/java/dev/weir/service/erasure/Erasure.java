package dev.weir.service.erasure;

import dev.weir.topics.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Erases a host from the topics of scored flows, alerts and responses: each record that names it gets a tombstone, and the topic is
 * compacted until none is left. Whoever follows the topics, such as the desk and the store of kept flows, deletes by the tombstones.
 * All other topics of Weir are searched, and what is found there is told.
 */
public final class Erasure {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final Map<String, Object> kafka;
    private final TopicNames names;
    private final Duration patience;

    /**
     * @param kafka settings of any Kafka client
     * @param patience how long the broker may take to compact a topic
     */
    public Erasure(Map<String, Object> kafka, TopicNames names, Duration patience) {
        this.kafka = Map.copyOf(kafka);
        this.names = names;
        this.patience = patience;
    }

    /** Erases a host, and returns what was found in each topic and what is left. */
    public List<Erased> erase(String host) throws ExecutionException, InterruptedException {
        TopicSearch search = new TopicSearch(kafka, host);
        List<Erased> all = new ArrayList<>();
        try (Admin admin = Admin.create(kafka);
                Producer<byte[], byte[]> producer =
                        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            Set<String> topics = admin.listTopics().names().get();
            for (String topic : List.of(names.scored(), names.alerts(), names.responses())) {
                if (topics.contains(topic)) {
                    all.add(erase(topic, search, admin, producer));
                }
            }
            for (String topic : new TreeSet<>(topics)) {
                boolean isOurs = names.isOwn(topic) || topic.startsWith(names.prefix() + "-");
                if (isOurs && all.stream().noneMatch(done -> done.topic().equals(topic))) {
                    long found = search.search(topic, record -> {});
                    all.add(new Erased(topic, found, found, found == 0 ? "" : left(topic)));
                }
            }
        }
        return all;
    }

    private String left(String topic) {
        if (topic.equals(names.flows()) || topic.equals(names.deadLetters())) {
            return "as received; goes with its retention";
        }
        if (topic.startsWith(names.prefix() + "-")) {
            return "what is counted of the host, under its name; a new --data-dir and topics.prefix begin without";
        }
        return "said by people; goes with its retention";
    }

    private Erased erase(String topic, TopicSearch search, Admin admin, Producer<byte[], byte[]> producer)
            throws ExecutionException, InterruptedException {
        Set<String> keys = new HashSet<>();
        long before = search.search(topic, record -> {
            if (record.key() != null) {
                keys.add(new String(record.key(), StandardCharsets.ISO_8859_1));
            }
        });
        if (before == 0) {
            return new Erased(topic, 0, 0, "");
        }
        long after;
        Compaction compaction = Compaction.of(admin, topic);
        try {
            bury(topic, keys, producer);
            // Only what is in a segment that is over is compacted: the second tombstones end the segment of the first.
            TimeUnit.MILLISECONDS.sleep(2L * Compaction.SEGMENT_MILLIS);
            bury(topic, keys, producer);
            after = awaitGone(topic, search);
        } finally {
            compaction.end();
        }
        return new Erased(topic, before, after, after == 0 ? "" : "the broker has not compacted it yet; ask again");
    }

    private static void bury(String topic, Set<String> keys, Producer<byte[], byte[]> producer) {
        for (String key : keys) {
            // What fails is seen by the search that follows.
            Future<RecordMetadata> unused =
                    producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.ISO_8859_1), null));
        }
        producer.flush();
    }

    private long awaitGone(String topic, TopicSearch search) throws InterruptedException {
        long endNanos = System.nanoTime() + patience.toNanos();
        long left = search.search(topic, record -> {});
        while (left > 0 && System.nanoTime() < endNanos) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
            left = search.search(topic, record -> {});
        }
        return left;
    }
}
