package dev.weir.service.erasure;

import dev.weir.stream.HostTombstone;
import dev.weir.topics.TopicNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
 *   <li>The audit: the keys of its hosts get tombstones, and without them nobody can read the hosts.
 *   <li>Lists of indicators: what is left of each is brought anew.
 *   <li>Flows as received and topics between tasks: deleted up to the last record that names it, as far as they were read; so are dead
 *       letters.
 * </ul>
 *
 * <p>All topics are searched once more at the end: what waited meanwhile, such as one direction of a flow, comes out and goes too.
 */
public final class Erasure {
    private static final Duration LOOK_EVERY = Duration.ofMillis(600);
    private static final int MOST_ROUNDS = 3;
    private static final Duration DETECTOR_PATIENCE = Duration.ofSeconds(10);
    /** A key that no store has. A record is needed to end the segment that is to be compacted. */
    private static final byte[] NOBODY = " nobody".getBytes(StandardCharsets.US_ASCII);

    private final Map<String, Object> kafka;
    private final TopicNames names;
    private final Duration patience;
    private final Clock clock;

    /**
     * @param kafka settings of any Kafka client
     * @param patience how long the broker may take to compact topics
     */
    public Erasure(Map<String, Object> kafka, TopicNames names, Duration patience, Clock clock) {
        this.clock = clock;
        this.kafka = Map.copyOf(kafka);
        this.names = names;
        this.patience = patience;
    }

    /** Erases a host, and returns what was found in each topic and what is left. */
    public List<Erased> erase(NamedHost host) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka);
                Producer<byte[], byte[]> producer =
                        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            return new Run(host, admin, producer).erase();
        }
    }

    /** Takes a host off the lists of indicators in a folder, and returns what was found there. */
    public Erased eraseIntel(NamedHost host, Path folder) {
        return new IntelLists(host, clock.instant()).removeFrom(folder);
    }

    /** The erasing of one host. */
    private final class Run {
        private final NamedHost host;
        private final Admin admin;
        private final Producer<byte[], byte[]> producer;
        private final TopicSearch search;
        private final Detection detection;
        private final Set<String> topics = new TreeSet<>();
        private final long endNanos = System.nanoTime() + patience.toNanos();
        private boolean isDetecting = true;
        private boolean isDeskTold;
        private final Set<String> deletedKeys = new TreeSet<>();

        Run(NamedHost host, Admin admin, Producer<byte[], byte[]> producer)
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
            Map<String, Hits> after = before;
            for (int round = 0;
                    round < MOST_ROUNDS && (round == 0 || !removable(after).isEmpty());
                    round++) {
                isDetecting = forgetCounted();
                // What the tasks have just written, their tombstones too, is to go with the rest.
                remove(search.search(topics));
                after = search.search(topics);
            }
            List<Erased> all = new ArrayList<>();
            for (String topic : topics) {
                long found = hits(before, topic).count();
                long left = hits(after, topic).count();
                all.add(new Erased(topic, found, left, left == 0 ? done(topic, found) : left(topic, isDetecting)));
            }
            return all;
        }

        /** Has the tasks forget what they count under any of its spellings, of which readers of flows make lower case. */
        private boolean forgetCounted() throws ExecutionException, InterruptedException {
            Set<String> spellings = new TreeSet<>(host.texts());
            spellings.addAll(search.spellings());
            search.spellings().forEach(spelling -> spellings.add(spelling.toLowerCase(Locale.ROOT)));
            return !topics.contains(HostTombstone.topic(names))
                    || detection.forget(spellings, producer, DETECTOR_PATIENCE);
        }

        private static Hits hits(Map<String, Hits> all, String topic) {
            return Objects.requireNonNull(all.get(topic), topic);
        }

        /** Goes on until nothing is left that can go, or the time is over. */
        private void remove(Map<String, Hits> found) throws ExecutionException, InterruptedException {
            Map<String, Hits> hits = new TreeMap<>(found);
            List<Compaction> compacted = new ArrayList<>();
            try {
                for (String topic : topics) {
                    if (hits(hits, topic).count() > 0 && isCompacted(topic)) {
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
        }

        private Set<String> removable(Map<String, Hits> hits) {
            Set<String> left = new TreeSet<>();
            hits.forEach((topic, some) -> {
                if (some.count() > 0 && !topic.equals(names.feedback()) && !names.isForEver(topic)) {
                    left.add(topic);
                }
            });
            return left;
        }

        private void remove(String topic, Hits hits) throws ExecutionException, InterruptedException {
            if (topic.equals(names.hostKeys())) {
                // Their tombstones name the host too, so each is sent once, and others end the segment.
                hits.keys().stream()
                        .filter(deletedKeys::add)
                        .forEach(key ->
                                send(new ProducerRecord<>(topic, 0, key.getBytes(StandardCharsets.ISO_8859_1), null)));
                send(new ProducerRecord<>(topic, 0, NOBODY, null));
            } else if (isKeyed(topic)) {
                for (String key : hits.keys()) {
                    send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.ISO_8859_1), null));
                }
            } else if (isChangeLog(topic)) {
                hits.last().keySet().forEach(partition -> send(new ProducerRecord<>(topic, partition, NOBODY, null)));
            } else if (topic.equals(names.intel())) {
                new IntelLists(host, clock.instant())
                        .removeFrom(
                                kafka,
                                topic,
                                key -> send(
                                        new ProducerRecord<>(topic, 0, key.getBytes(StandardCharsets.US_ASCII), null)));
                send(new ProducerRecord<>(topic, 0, NOBODY, null));
            } else if (topic.equals(names.deadLetters())) {
                removeDeadLetters(topic, hits);
            } else {
                detection.deleteRead(topic, hits.last());
            }
        }

        /** The desk, which has the newest of them, deletes by a tombstone that goes the next time. */
        private void removeDeadLetters(String topic, Hits hits) throws ExecutionException, InterruptedException {
            if (!isDeskTold) {
                isDeskTold = true;
                search.spellings()
                        .forEach(spelling -> send(
                                new ProducerRecord<>(topic, 0, spelling.getBytes(StandardCharsets.US_ASCII), null)));
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

    private boolean isCompacted(String topic) {
        return isKeyed(topic)
                || isChangeLog(topic)
                || Set.of(names.intel(), names.hostKeys()).contains(topic);
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
        if (isCompacted(topic) && (isDetecting || !isChangeLog(topic))) {
            return "the broker has not compacted it yet; ask again";
        }
        return isDetecting
                ? "not read by the detector yet; ask again"
                : "no detector answered; start weir up and ask again";
    }
}
