package dev.weir.cli.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.evaluation.simulation.SimulatedFlow;
import dev.weir.topology.TopicNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Collects the scores and alerts of the flows that are expected, from all partitions of their topics. */
final class ScoreReader implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Duration POLL = Duration.ofMillis(50);

    private final String scoredTopic;
    private final double threshold;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Set<String> awaitedScores = new HashSet<>();
    private final Set<String> awaitedAlerts = new HashSet<>();
    private final Set<String> alerts = new HashSet<>();
    private final Map<String, Scored> scores = new HashMap<>();

    /** @param threshold least score of an alert */
    ScoreReader(Map<String, Object> kafka, TopicNames topics, double threshold) {
        this.threshold = threshold;
        scoredTopic = topics.scored();
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(scoredTopic, topics.alerts())
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Says what is to come; to be called before it is sent. */
    void expect(List<SimulatedFlow> flows) {
        flows.forEach(flow -> awaitedScores.add(flow.id().value()));
    }

    /** Reads what is there, and tells whether every expected score, and the alert of each high one, has come. */
    boolean readAll() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            String id = new String(record.key(), StandardCharsets.UTF_8);
            if (record.topic().equals(scoredTopic)) {
                noteScore(id, read(record.value()));
            } else {
                alerts.add(id);
                awaitedAlerts.remove(id);
            }
        }
        return awaitedScores.isEmpty() && awaitedAlerts.isEmpty();
    }

    private void noteScore(String id, Scored scored) {
        if (awaitedScores.remove(id)) {
            scores.put(id, scored);
            if (scored.score >= threshold && !alerts.contains(id)) {
                awaitedAlerts.add(id);
            }
        }
    }

    /** Hands out, and forgets, what came for the flows. */
    List<DemoScore> take(List<SimulatedFlow> flows) {
        return flows.stream().map(flow -> take(flow.id().value())).toList();
    }

    private DemoScore take(String id) {
        Scored scored = Objects.requireNonNull(scores.remove(id));
        return new DemoScore(scored.score, scored.modelVersion, alerts.remove(id));
    }

    private static Scored read(byte[] record) {
        double score = Double.NaN;
        long modelVersion = -1;
        try (JsonParser parser = JSON.createParser(record)) {
            parser.nextToken();
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                switch (key) {
                    case "score" -> score = parser.getDoubleValue();
                    case "model_version" -> modelVersion = parser.getLongValue();
                    default -> {
                        if (value.isStructStart()) {
                            parser.skipChildren();
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new DemoException("a record on the scored topic is not the JSON it should be: please report this");
        }
        return new Scored(score, modelVersion);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private record Scored(double score, long modelVersion) {}
}
