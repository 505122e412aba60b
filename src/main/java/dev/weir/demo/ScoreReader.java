package dev.weir.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.simulation.office.SimulatedFlow;
import dev.weir.topics.BoundedConsumer;
import dev.weir.topics.TopicNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Collects the scores of the flows that are expected, from all partitions of their topic; each says whether it alerts. */
final class ScoreReader implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Set<String> awaitedScores = new HashSet<>();
    private final Map<String, DemoScore> scores = new HashMap<>();

    ScoreReader(Map<String, Object> kafka, TopicNames topics) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        consumer = BoundedConsumer.ofStrangers(settings);
        List<TopicPartition> partitions = consumer.partitionsFor(topics.scored()).stream()
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

    /** Reads what is there, and tells whether every expected score has come. */
    boolean readAll() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            String id = new String(record.key(), StandardCharsets.UTF_8);
            if (awaitedScores.remove(id)) {
                scores.put(id, read(record.value()));
            }
        }
        return awaitedScores.isEmpty();
    }

    /** Hands out, and forgets, what came for the flows. */
    List<DemoScore> take(List<SimulatedFlow> flows) {
        return flows.stream()
                .map(flow -> Objects.requireNonNull(scores.remove(flow.id().value())))
                .toList();
    }

    private static DemoScore read(byte[] record) {
        double score = Double.NaN;
        long modelVersion = -1;
        boolean alert = false;
        try (JsonParser parser = JSON.createParser(record)) {
            parser.nextToken();
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                switch (key) {
                    case "score" -> score = parser.getDoubleValue();
                    case "alert" -> alert = parser.getBooleanValue();
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
        return new DemoScore(score, modelVersion, alert);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
