package dev.weir.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.weir.detector.RunningDetector;
import dev.weir.topics.TopicNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;

/** What the detector is held against: the least that a stream can do, with the detector's own settings of Kafka. */
public final class BenchStreams {
    private static final JsonFactory JSON = new JsonFactory();

    private BenchStreams() {}

    /** Flows to the scored topic as they are. */
    public static KafkaStreams passThrough(DetectorSettings settings) {
        return streams(settings, false);
    }

    /** Flows parsed as a stream of tokens, and a small JSON object for each to the scored topic. */
    public static KafkaStreams parse(DetectorSettings settings) {
        return streams(settings, true);
    }

    /** The version of the model that scores now. */
    public static long servedVersion(RunningDetector process) {
        return process.live().served().version();
    }

    /** Digest of the model that scores now. */
    public static String servedDigest(RunningDetector process) {
        return process.live().snapshot().state().digest();
    }

    /** Lessons in the model that scores now. */
    public static long servedLessons(RunningDetector process) {
        return process.live().served().lessons();
    }

    private static KafkaStreams streams(DetectorSettings settings, boolean parsed) {
        StreamsBuilder builder = new StreamsBuilder();
        TopicNames names = settings.topics().names();
        KStream<byte[], byte[]> flows =
                builder.stream(names.flows(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()));
        (parsed ? flows.mapValues(BenchStreams::small) : flows)
                .to(names.scored(), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
        Properties properties = new StreamsSettings(settings).streams();
        return new KafkaStreams(builder.build(properties), properties);
    }

    private static byte[] small(byte[] flow) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonParser in = JSON.createParser(flow);
                JsonGenerator json = JSON.createGenerator(out)) {
            in.nextToken();
            json.writeStartObject();
            for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
                in.nextToken();
                switch (key) {
                    case "uid", "id.orig_h", "id.resp_h", "proto" -> json.writeStringField(key, in.getText());
                    case "id.resp_p", "orig_bytes", "resp_bytes" -> json.writeNumberField(key, in.getLongValue());
                    case "ts", "duration" -> json.writeNumberField(key, in.getDoubleValue());
                    default -> in.skipChildren();
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
