package dev.weir.bench;

import dev.weir.broker.BrokerSettings;
import dev.weir.broker.EmbeddedBroker;
import dev.weir.detector.RunningDetector;
import dev.weir.stream.BenchStreams;
import dev.weir.stream.DetectorSettings;
import dev.weir.stream.ProcessingSettings;
import dev.weir.stream.ProcessingSettings.Guarantee;
import dev.weir.topics.TopicSettings;
import dev.weir.topics.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;

/** The embedded broker with topics of two partitions, and what goes in and out of them. */
final class Rig implements AutoCloseable {
    static final int PARTITIONS = 2;

    private final Plan plan;
    private final UnaryOperator<DetectorSettings> change;
    private final EmbeddedBroker broker;
    private final Admin admin;
    private final String flowsTopic;

    Rig(Plan plan) {
        this(plan, UnaryOperator.identity());
    }

    /** @param change what is to be other than {@link #settings} say */
    Rig(Plan plan, UnaryOperator<DetectorSettings> change) {
        this.plan = plan;
        this.change = change;
        this.broker = EmbeddedBroker.start(new BrokerSettings(brokerFolder(), 0));
        this.admin = Admin.create(client());
        TopicSettings topics = settings("detector").topics();
        this.flowsTopic = topics.names().flows();
        Topics.prepare(admin, topics);
    }

    Path brokerFolder() {
        return Path.of(plan.directory(), "broker");
    }

    Path detectorFolder(String name) {
        return Path.of(plan.directory(), name);
    }

    /** The shipped settings but for two partitions, the guarantee, the re-keying, and no bound for verdicts put straight onto the topic. */
    DetectorSettings settings(String name) {
        DetectorSettings defaults = DetectorSettings.defaults(broker.bootstrapServer(), detectorFolder(name));
        TopicSettings topics = defaults.topics();
        ProcessingSettings processing = defaults.processing();
        return change.apply(defaults.with(to -> {
            to.kafka = broker.login().settings();
            to.feedback = to.feedback.withUnsignedLessonsPerDay(Integer.MAX_VALUE / 4);
            to.topics = new TopicSettings(
                    topics.names(),
                    PARTITIONS,
                    topics.replicationFactor(),
                    topics.flowsRetention(),
                    topics.feedbackRetention(),
                    topics.historyRetention());
            to.processing = new ProcessingSettings(
                    plan.exactlyOnce() ? Guarantee.EXACTLY_ONCE : Guarantee.AT_LEAST_ONCE,
                    processing.threads(),
                    processing.commitInterval(),
                    plan.variant() == Variant.REKEY);
        }));
    }

    /** Starts a stream that is no detector. */
    KafkaStreams startBaseline() {
        DetectorSettings settings = settings("baseline");
        settings.directory().toFile().mkdirs();
        KafkaStreams streams =
                plan.variant() == Variant.PASS ? BenchStreams.passThrough(settings) : BenchStreams.parse(settings);
        streams.start();
        return streams;
    }

    RunningDetector startDetector(String name) {
        return RunningDetector.start(settings(name));
    }

    Map<String, Object> client() {
        Map<String, Object> client = new HashMap<>(broker.login().settings());
        client.put("bootstrap.servers", broker.bootstrapServer());
        return client;
    }

    KafkaProducer<byte[], byte[]> producer(int lingerMillis) {
        Map<String, Object> settings = client();
        settings.put("linger.ms", lingerMillis);
        settings.put("batch.size", 128 * 1024);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A flow on its way in: with the source host as its key, unless it is to be re-keyed. */
    ProducerRecord<byte[], byte[]> record(ZeekFlows.ZeekFlow flow) {
        boolean keyed = plan.variant() != Variant.REKEY;
        return new ProducerRecord<>(flowsTopic, keyed ? flow.key() : null, flow.value());
    }

    /** Sends, and says so if it fails: the run then waits in vain for what did not come. */
    static void send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        Future<RecordMetadata> unused = producer.send(record, (metadata, error) -> {
            if (error != null) {
                System.err.println("could not send to " + record.topic() + ": " + error);
            }
        });
    }

    /**
     * Puts flows onto their topic before anything reads it.
     *
     * @return the first of them, for verdicts
     */
    List<ZeekFlows.ZeekFlow> preload(ZeekFlows flows, int count, int keep) {
        List<ZeekFlows.ZeekFlow> first = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = producer(5)) {
            for (int i = 0; i < count; i++) {
                ZeekFlows.ZeekFlow flow = flows.next();
                send(producer, record(flow));
                if (i < keep) {
                    first.add(flow);
                }
            }
        }
        return first;
    }

    /** Records in a topic that a reader of committed ones may see; the marks of transactions count too. */
    long written(String topic) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (int p = 0; p < PARTITIONS; p++) {
            ends.put(new TopicPartition(topic, p), OffsetSpec.latest());
        }
        return await(admin.listOffsets(ends, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all()
                        .toCompletionStage()
                        .toCompletableFuture())
                .values()
                .stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
    }
}
