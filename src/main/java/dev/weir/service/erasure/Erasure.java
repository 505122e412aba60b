package dev.weir.service.erasure;

import dev.weir.stream.HostTombstone;
import dev.weir.topics.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Erases a host from Weir's topics and from the stores of running detectors, and says what is left.
 *
 * <ul>
 *   <li>Scored flows, alerts and responses: each record that names it gets a tombstone. Whoever follows the topics, such as the desk and
 *       the store of kept flows, deletes by the tombstones.
 *   <li>What is counted of it: each task of the detectors forgets it ({@link HostTombstone}).
 *   <li>These topics and the change logs of the stores are compacted until no record is left.
 *   <li>Flows as received and topics between tasks: deleted up to the last record that names it, as far as they were read; so are dead
 *       letters.
 * </ul>
 */
public final class Erasure {
    private static final Duration LOOK_EVERY = Duration.ofMillis(600);
    private static final Duration DETECTOR_PATIENCE = Duration.ofSeconds(10);
    /** A key that no store has. A record is needed to end the segment that is to be compacted. */
    private static final byte[] NOBODY = " nobody".getBytes(StandardCharsets.US_ASCII);

    private final Map<String, Object> kafka;
    private final TopicNames names;
    private final Duration patience;

    /**
     * @param kafka settings of any Kafka client
     * @param patience how long the broker may take to compact topics
     */
    public Erasure(Map<String, Object> kafka, TopicNames names, Duration patience) {
        this.kafka = Map.copyOf(kafka);
        this.names = names;
        this.patience = patience;
    }

    /** Erases a host, and returns what was found in each topic and what is left. */
    public List<Erased> erase(String host) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka);
                Producer<byte[], byte[]> producer =
                        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            return new Run(host, admin, producer).erase();
        }
    }

    /** The erasing of one host. */
    private final class Run {
        private final String host;
        private final Admin admin;
        private final Producer<byte[], byte[]> producer;
        private final TopicSearch search;
        private final Detection detection;
        private final Set<String> topics = new TreeSet<>();

        Run(String host, Admin admin, Producer<byte[], byte[]> producer)
                throws ExecutionException, InterruptedException {
            this.host = host;
            this.admin = admin;
            this.producer = producer;
            this.search = new TopicSearch(kafka, host);
            this.detection = new Detection(admin, names);
            for (String topic : admin.listTopics().names().get()) {
                if (names.isOwn(topic) || topic.startsWith(names.prefix() + "-")) {
                    topics.add(topic);
                }
            }
        }

        List<Erased> erase() throws ExecutionException, InterruptedException {
            Map<String, Hits> before = search.search(topics);
            boolean isDetecting =
                    !topics.contains(HostTombstone.topic(names)) || detection.forget(host, producer, DETECTOR_PATIENCE);
            // What the tasks have just written, their tombstones too, is to go with the rest.
            Map<String, Hits> after = remove(search.search(topics));
            List<Erased> all = new ArrayList<>();
            for (String topic : topics) {
                long found = hits(before, topic).count();
                long left = hits(after, topic).count();
                all.add(new Erased(topic, found, left, left == 0 ? done(topic, found) : left(topic, isDetecting)));
            }
            return all;
        }

        private static Hits hits(Map<String, Hits> all, String topic) {
            return Objects.requireNonNull(all.get(topic), topic);
        }

        /** Goes on until nothing is left that can go, or the time is over. */
        private Map<String, Hits> remove(Map<String, Hits> found) throws ExecutionException, InterruptedException {
            Map<String, Hits> hits = new TreeMap<>(found);
            long endNanos = System.nanoTime() + patience.toNanos();
            List<Compaction> compacted = new ArrayList<>();
            try {
                for (String topic : topics) {
                    if (hits(hits, topic).count() > 0 && (isKeyed(topic) || isChangeLog(topic))) {
                        compacted.add(Compaction.of(admin, topic));
                    }
                }
                for (Set<String> left = removable(hits); !left.isEmpty(); left = removable(hits)) {
                    for (String topic : left) {
                        remove(topic, hits(hits, topic));
                    }
                    producer.flush();
                    TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
                    hits.putAll(search.search(left));
                    if (System.nanoTime() > endNanos) {
                        break;
                    }
                }
            } finally {
                for (Compaction one : compacted) {
                    one.end();
                }
            }
            return hits;
        }

        private Set<String> removable(Map<String, Hits> hits) {
            Set<String> left = new TreeSet<>();
            hits.forEach((topic, some) -> {
                if (some.count() > 0
                        && !topic.equals(names.feedback())
                        && !topic.equals(names.intel())
                        && !names.isForEver(topic)) {
                    left.add(topic);
                }
            });
            return left;
        }

        private void remove(String topic, Hits hits) throws ExecutionException, InterruptedException {
            if (isKeyed(topic)) {
                for (String key : hits.keys()) {
                    send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.ISO_8859_1), null));
                }
            } else if (isChangeLog(topic)) {
                hits.last().keySet().forEach(partition -> send(new ProducerRecord<>(topic, partition, NOBODY, null)));
            } else if (topic.equals(names.deadLetters())) {
                removeDeadLetters(topic, hits);
            } else {
                detection.deleteRead(topic, hits.last());
            }
        }

        /** The desk, which has the newest of them, deletes by a tombstone that goes the next time. */
        private void removeDeadLetters(String topic, Hits hits) throws ExecutionException, InterruptedException {
            boolean isTold = hits.keys().contains(host);
            if (!isTold) {
                send(new ProducerRecord<>(topic, 0, host.getBytes(StandardCharsets.US_ASCII), null));
                return;
            }
            Map<TopicPartition, RecordsToDelete> before =
                    new TreeMap<>(Comparator.comparingInt(TopicPartition::partition));
            hits.last()
                    .forEach((partition, offset) ->
                            before.put(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset + 1)));
            admin.deleteRecords(before).all().get();
        }

        private void send(ProducerRecord<byte[], byte[]> record) {
            // What fails is seen by the search that follows.
            Future<RecordMetadata> unused = producer.send(record);
        }
    }

    /** Whether a topic is one of records that are deleted by their key. */
    private boolean isKeyed(String topic) {
        return Set.of(names.scored(), names.alerts(), names.responses()).contains(topic);
    }

    private boolean isChangeLog(String topic) {
        return topic.startsWith(names.prefix() + "-") && topic.endsWith("-changelog");
    }

    private String done(String topic, long found) {
        boolean isCut = topic.equals(names.flows()) || topic.equals(names.deadLetters());
        return found > 0 && isCut ? "with all records before the last of them" : "";
    }

    private String left(String topic, boolean isDetecting) {
        if (topic.equals(names.feedback()) || names.isForEver(topic)) {
            return "said by people; goes with its retention";
        }
        if (topic.equals(names.intel())) {
            return "on the list of a source of indicators: import it again without the host";
        }
        if (isKeyed(topic) || (isChangeLog(topic) && isDetecting)) {
            return "the broker has not compacted it yet; ask again";
        }
        return isDetecting
                ? "not read by the detector yet; ask again"
                : "no detector answered; start weir up and ask again";
    }
}
