package dev.weir.service.erasure;

import dev.weir.desk.audit.AuditLog;
import dev.weir.sharing.privacy.NamedHost;
import dev.weir.stream.HostTombstone;
import dev.weir.topics.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
 *   <li>Verdicts, the allowlist and the audit: written anew without it ({@link Rewriting}).
 *   <li>The desk: by tombstones of alerts, and one among the dead letters for what people wrote.
 *   <li>The files that alerts are passed on in: it is written over.
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
    private final ErasedFiles files;
    private final String who;
    private final Duration patience;
    private final Clock clock;

    /**
     * @param kafka settings of any Kafka client
     * @param who asks, for the audit
     * @param patience how long the broker may take to compact topics
     */
    public Erasure(
            Map<String, Object> kafka,
            TopicNames names,
            ErasedFiles files,
            String who,
            Duration patience,
            Clock clock) {
        this.files = files;
        this.who = who;
        this.clock = clock;
        this.kafka = Map.copyOf(kafka);
        this.names = names;
        this.patience = patience;
    }

    /** Erases a host, and returns what was found in each topic and store and what is left. */
    public List<Erased> erase(NamedHost host) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka);
                Producer<byte[], byte[]> producer =
                        new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            return new Run(host, admin, producer).erase();
        }
    }

    /** The erasing of one host. */
    private final class Run {
        private final NamedHost host;
        private final Admin admin;
        private final Producer<byte[], byte[]> producer;
        private final TopicSearch search;
        private final Detection detection;
        private final Rewriting rewriting;
        private final DeskSearch desk;
        private final Map<TopicPartition, Long> unscored = new HashMap<>();
        private final List<Future<RecordMetadata>> unscoring = new ArrayList<>();
        private final List<String> rules = new ArrayList<>();
        private final Set<String> topics = new TreeSet<>();
        private final long endNanos = System.nanoTime() + patience.toNanos();
        private boolean isDetecting = true;
        private long deskEndNanos;
        private final Set<String> deletedKeys = new TreeSet<>();

        Run(NamedHost host, Admin admin, Producer<byte[], byte[]> producer)
                throws ExecutionException, InterruptedException {
            this.host = host;
            this.admin = admin;
            this.producer = producer;
            this.search = new TopicSearch(kafka, host);
            this.detection = new Detection(admin, names);
            this.rewriting = new Rewriting(kafka, host, admin, producer);
            this.desk = new DeskSearch(host, files.desk());
            for (String topic : admin.listTopics().names().get()) {
                if (names.isOwn(topic) || topic.startsWith(names.prefix() + "-")) {
                    topics.add(topic);
                }
            }
        }

        List<Erased> erase() throws ExecutionException, InterruptedException {
            Map<String, Hits> before = search.search(topics);
            Map<String, Hits> after = before;
            long onDesk = desk.count();
            long leftOnDesk = onDesk;
            for (int round = 0;
                    round < MOST_ROUNDS
                            && (round == 0
                                    || leftOnDesk > 0
                                    || !removable(after).isEmpty());
                    round++) {
                isDetecting = forgetCounted();
                if (leftOnDesk > 0 || hasAny(after)) {
                    tellDesk();
                }
                // What the tasks have just written, their tombstones too, is to go with the rest.
                remove(search.search(topics));
                after = search.search(topics);
                leftOnDesk = desk.count();
            }
            List<Erased> all = new ArrayList<>();
            for (String topic : topics) {
                long found = hits(before, topic).count();
                long left = hits(after, topic).count();
                all.add(new Erased(
                        topic, found, left, left == 0 ? done(topic, found, rules) : left(topic, isDetecting)));
            }
            long kept = hits(before, names.scored()).count();
            all.add(new Erased("kept flows", kept, isKeptForgotten() ? 0 : kept, "as those on " + names.scored()));
            all.add(new Erased(
                    files.desk().toString(),
                    onDesk,
                    leftOnDesk,
                    leftOnDesk == 0 ? "" : "no desk follows the topics; start weir up and ask again"));
            all.add(new IntelLists(host, clock.instant()).removeFrom(files.intel()));
            files.output().ifPresent(file -> all.add(new OutputFiles(host, file).erase()));
            return all;
        }

        private static boolean hasAny(Map<String, Hits> hits) {
            return hits.values().stream().anyMatch(one -> one.count() > 0);
        }

        /** Whether the tasks that keep scored flows have read all tombstones. */
        private boolean isKeptForgotten() throws ExecutionException, InterruptedException {
            for (Future<RecordMetadata> one : unscoring) {
                RecordMetadata place = one.get();
                unscored.merge(new TopicPartition(place.topic(), place.partition()), place.offset(), Math::max);
            }
            return detection.awaitPast(unscored, DETECTOR_PATIENCE);
        }

        /** Each desk takes the host out of what people wrote by a tombstone among the dead letters, which goes with them. */
        private void tellDesk() {
            if (topics.contains(names.deadLetters())) {
                deskEndNanos = System.nanoTime() + DETECTOR_PATIENCE.toNanos();
                Set<String> spellings = new TreeSet<>(host.texts());
                spellings.addAll(search.spellings());
                spellings.forEach(spelling -> send(new ProducerRecord<>(
                        names.deadLetters(), 0, spelling.getBytes(StandardCharsets.US_ASCII), null)));
                producer.flush();
            }
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
                if (some.count() > 0 && !topic.equals(names.modelLog())) {
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
                    Future<RecordMetadata> sent =
                            producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.ISO_8859_1), null));
                    if (topic.equals(names.scored())) {
                        unscoring.add(sent);
                    }
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
            } else if (topic.equals(names.feedback())) {
                rewriting.feedback(topic, detection.read(topic, hits.last()));
            } else if (topic.equals(names.allowlist())) {
                rules.addAll(rewriting.allowlist(topic));
            } else if (topic.equals(names.audit())) {
                try (AuditLog log = AuditLog.open(kafka, topic, names.hostKeys(), files.auditHead(), clock)) {
                    rewriting.audit(topic, log, who);
                }
            } else {
                detection.deleteRead(topic, hits.last());
            }
        }

        /** Those that tell the desk stay until it has heard. */
        private void removeDeadLetters(String topic, Hits hits) throws ExecutionException, InterruptedException {
            if (System.nanoTime() < deskEndNanos && desk.count() > 0) {
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

    private String done(String topic, long found, List<String> rules) {
        if (topic.equals(names.allowlist()) && !rules.isEmpty()) {
            return "taken back, so what it did alerts again: " + String.join(", ", rules);
        }
        boolean isCut = topic.equals(names.flows()) || topic.equals(names.deadLetters());
        return found > 0 && isCut ? "with all records before the last of them" : "";
    }

    private String left(String topic, boolean isDetecting) {
        if (topic.equals(names.modelLog())) {
            return "ids that a sensor gave to flows of an older release; this log is never changed";
        }
        if (isCompacted(topic) && (isDetecting || !isChangeLog(topic))) {
            return "the broker has not compacted it yet; ask again";
        }
        return isDetecting
                ? "not read by the detector yet; ask again"
                : "no detector answered; start weir up and ask again";
    }
}
