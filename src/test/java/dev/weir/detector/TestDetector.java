package dev.weir.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.encoding.PackedFlow;
import dev.weir.features.FeatureExtractor;
import dev.weir.feedback.Feedback;
import dev.weir.feedback.FeedbackReader;
import dev.weir.feedback.FeedbackSettings;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.fold.ServedModel;
import dev.weir.health.WatchdogLimits;
import dev.weir.scoring.Scorer;
import dev.weir.stream.DetectorSettings;
import dev.weir.stream.ProcessingSettings;
import dev.weir.topics.TopicNames;
import dev.weir.topics.TopicSettings;
import dev.weir.wire.KeptFlow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A real detector on a real broker, on topics of its own, with what tests send and read. */
public final class TestDetector implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    final TopicNames names;
    private final TestBroker broker;
    private static final int MOST_VERDICTS = 10_000;

    private final DetectorSettings settings;
    private RunningDetector process;

    private TestDetector(TestBroker broker, DetectorSettings settings, WatchdogLimits limits) {
        this.broker = broker;
        this.settings = settings;
        this.names = settings.topics().names();
        this.process = RunningDetector.start(settings, limits);
    }

    static TestDetector start(TestBroker broker, Path directory, String prefix) {
        return start(broker, directory, prefix, WatchdogLimits.DEFAULTS);
    }

    static TestDetector start(TestBroker broker, Path directory, String prefix, WatchdogLimits limits) {
        return new TestDetector(broker, settings(broker.bootstrapServer(), directory, prefix), limits);
    }

    static TestDetector start(TestBroker broker, Path directory, String prefix, FeedbackSettings feedback) {
        return new TestDetector(
                broker, settings(broker.bootstrapServer(), directory, prefix, feedback), WatchdogLimits.DEFAULTS);
    }

    static TestDetector start(TestBroker broker, Path directory, String prefix, ProcessingSettings processing) {
        DetectorSettings usual = settings(broker.bootstrapServer(), directory, prefix);
        return new TestDetector(broker, usual.with(to -> to.processing = processing), WatchdogLimits.DEFAULTS);
    }

    public static DetectorSettings settings(String bootstrapServer, Path directory, String prefix) {
        // Tests put their verdicts straight onto the topic.
        FeedbackSettings feedback = FeedbackSettings.defaults().withUnsignedLessonsPerDay(MOST_VERDICTS);
        return settings(bootstrapServer, directory, prefix, feedback);
    }

    private static DetectorSettings settings(
            String bootstrapServer, Path directory, String prefix, FeedbackSettings feedback) {
        DetectorSettings defaults = DetectorSettings.defaults(bootstrapServer, directory);
        TopicSettings topics = defaults.topics();
        return defaults.with(to -> {
            to.topics = new TopicSettings(
                    new TopicNames(prefix),
                    2,
                    topics.replicationFactor(),
                    topics.flowsRetention(),
                    topics.feedbackRetention(),
                    topics.historyRetention());
            to.feedback = feedback;
        });
    }

    RunningDetector process() {
        return process;
    }

    /** Waits for its end as long as a busy machine needs, since what it still works with stays open otherwise. */
    void restart() {
        restart(() -> {});
    }

    void restart(Runnable meanwhile) {
        assertThat(process.close(Duration.ofMinutes(1))).isTrue();
        meanwhile.run();
        process = RunningDetector.start(settings);
    }

    /** Sends flows with null keys; ids are the prefix and a number from 0. */
    void sendFlows(String idPrefix, int count) {
        broker.produce(IntStream.range(0, count)
                .mapToObj(i -> new ProducerRecord<byte[], byte[]>(names.flows(), null, flow(idPrefix + i, i)))
                .toList());
    }

    /** Every third flow looks like a scan, the rest like web traffic. */
    static byte[] flow(String id, int i) {
        boolean scan = i % 3 == 0;
        String text = String.format(
                "{\"ts\":%d.25,\"id\":\"%s\",\"src_ip\":\"10.0.0.%d\",\"src_port\":%d,\"dst_ip\":\"10.1.0.%d\",\"dst_port\":%d,"
                        + "\"proto\":\"tcp\",\"duration\":%s,\"src_bytes\":%d,\"dst_bytes\":%d,\"src_packets\":%d,"
                        + "\"dst_packets\":%d,\"state\":\"%s\"}",
                1_700_000_000 + i,
                id,
                scan ? 66 : i % 7,
                40_000 + i % 1000,
                i % 11,
                scan ? i % 1024 : 443,
                scan ? "0.001" : "1.5",
                scan ? 0 : 900 + i % 50,
                scan ? 0 : 15_000 + i % 90,
                scan ? 1 : 12,
                scan ? 0 : 15,
                scan ? "S0" : "SF");
        return bytes(text);
    }

    /** Gives a verdict with a null key, as any Kafka producer would. */
    void give(String flowId, Verdict verdict, String analyst) {
        giveRaw(FeedbackReader.write(new Feedback(new FlowId(flowId), verdict, null, analyst, null)));
    }

    void giveRaw(byte[] value) {
        broker.produce(names.feedback(), null, value);
    }

    void awaitLessons(long lessons) {
        TestBroker.await(
                lessons + " lessons, has " + process.model().state().lessons(),
                () -> process.model().state().lessons() == lessons);
    }

    void awaitVersion(long version) {
        TestBroker.await("version " + version, () -> process.model().version() >= version);
    }

    List<ConsumerRecord<byte[], byte[]>> awaitRecords(
            String topic, Predicate<List<ConsumerRecord<byte[], byte[]>>> condition) {
        return broker.consumeUntil(topic, condition, TIMEOUT);
    }

    /** Value of a key in the scored records of the flows whose id has a prefix, by flow id. */
    Map<String, String> awaitScored(String idPrefix, int count, String key) {
        Map<String, String> found = new LinkedHashMap<>();
        awaitRecords(names.scored(), records -> {
            found.clear();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                String id = new String(record.key(), StandardCharsets.UTF_8);
                if (id.startsWith(idPrefix)) {
                    found.put(id, field(record.value(), key));
                }
            }
            return found.size() >= count;
        });
        return found;
    }

    /** What the live model gives for the features with which a flow was scored. */
    double scoreNowOf(String flowId) {
        ConsumerRecord<byte[], byte[]> record =
                awaitRecords(names.scored(), records -> records.stream().anyMatch(isKey(flowId))).stream()
                        .filter(isKey(flowId))
                        .findFirst()
                        .orElseThrow();
        FeatureEncoder encoder = new FeatureEncoder(FeatureExtractor.schemaOf(settings.features()));
        return new Scorer(() -> ServedModel.of(process.model()), encoder).score(flow(record, encoder));
    }

    /** What the model saw of a flow, from its record on the scored topic. */
    static PackedFlow flow(ConsumerRecord<byte[], byte[]> record, FeatureEncoder encoder) {
        byte[] kept = KeptFlow.ofRecord(record.headers(), record.value());
        return Objects.requireNonNull(
                Objects.requireNonNull(KeptFlow.read(kept, encoder)).flow());
    }

    private static Predicate<ConsumerRecord<byte[], byte[]>> isKey(String key) {
        return record -> text(record.key()).equals(key);
    }

    public static String field(byte[] json, String key) {
        Matcher matcher = Pattern.compile("\"" + key + "\":\"?([^,\"}]*)").matcher(text(json));
        return matcher.find() ? matcher.group(1) : "";
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return text(record.headers().lastHeader(name).value());
    }

    public static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.close();
    }
}
