package dev.weir.stream;

import dev.weir.files.AtomicFile;
import dev.weir.stream.store.BoundedRocksDb;
import dev.weir.topics.BoundedBytes;
import dev.weir.topics.ModelLogReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Gives the settings of Kafka Streams and of the other Kafka clients of a detector. */
public final class StreamsSettings {
    private static final int MAX_REQUEST_BYTES = 16 * 1024 * 1024;
    private static final int PRODUCER_BATCH_BYTES = 128 * 1024;
    private static final long LINGER_MILLIS = 5;
    /** The longest that a thread without records sleeps over a commit that is due; where none can be, it sleeps longer. */
    private static final long POLL_MILLIS = 20;

    private static final Pattern INSTANCE_ID = Pattern.compile("[0-9a-f-]{36}");
    private static final long CACHE_BYTES = 32L * 1024 * 1024;

    private final DetectorSettings settings;

    public StreamsSettings(DetectorSettings settings) {
        this.settings = settings;
    }

    /** For a client beside the stream: the connection, and whatever the operator set. */
    public Map<String, Object> client() {
        Map<String, Object> client = new HashMap<>(settings.kafka());
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        return client;
    }

    Properties streams() {
        Properties streams = new Properties();
        putProcessing(streams);
        putRecovery(streams);
        putThroughput(streams);
        streams.putAll(client());
        return streams;
    }

    private void putProcessing(Properties streams) {
        ProcessingSettings processing = settings.processing();
        streams.put(
                StreamsConfig.APPLICATION_ID_CONFIG, settings.topics().names().prefix());
        streams.put(
                StreamsConfig.STATE_DIR_CONFIG,
                settings.directory().resolve("state").toString());
        streams.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, processing.threads());
        streams.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, seldomCommitMillis());
        streams.put(StreamsConfig.POLL_MS_CONFIG, POLL_MILLIS);
        boolean exactlyOnce = processing.guarantee() == ProcessingSettings.Guarantee.EXACTLY_ONCE;
        streams.put(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                exactlyOnce ? StreamsConfig.EXACTLY_ONCE_V2 : StreamsConfig.AT_LEAST_ONCE);
        streams.put(StreamsConfig.globalConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        streams.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        streams.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.topics().replicationFactor());
        settings.server().ifPresent(server -> streams.put(StreamsConfig.APPLICATION_SERVER_CONFIG, server));
    }

    /**
     * Static membership lets a restarted process go on in seconds; the session bounds how long a dead one is waited
     * for.
     */
    private void putRecovery(Properties streams) {
        streams.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instanceId());
        streams.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
        streams.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_500);
        streams.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                5_000 + (int) seldomCommitMillis());
    }

    private void putThroughput(Properties streams) {
        streams.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), lingerMillis());
        streams.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), PRODUCER_BATCH_BYTES);
        streams.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_REQUEST_BYTES);
        // While a broker verifies the first batch of a transaction, it turns away the batches behind it as out of
        // order, and says so as an error each time: so there are none behind it.
        streams.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        streams.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
        streams.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        // Records of one topic resemble each other: the scored ones take two fifths of their bytes on disk, the
        // behaviour of
        // hosts three fifths.
        streams.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        // What comes of different topics into one task need not come in order of time: a verdict that is there before
        // its
        // flow waits for it. To look at each record whether all topics have one takes a tenth of the time of a flow.
        streams.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        putBounds(streams);
    }

    /** So that records as long as {@link BoundedBytes} leaves them fit into the memory, in all partitions at once. */
    private static void putBounds(Properties streams) {
        streams.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 500);
        streams.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 250);
        streams.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), MAX_REQUEST_BYTES);
        streams.put(
                StreamsConfig.globalConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG),
                ModelLogReader.MOST_AT_ONCE);
        streams.put(StreamsConfig.globalConsumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), MAX_REQUEST_BYTES);
    }

    /** How often Kafka Streams commits by itself; where flows are not behind, {@link Commits} asks for it earlier. */
    private long seldomCommitMillis() {
        return CommitPace.seldom(settings.processing().commitInterval()).toMillis();
    }

    /**
     * Under exactly-once nobody sees a record before the commit, which sends all that lingers: the fewer requests the
     * better.
     */
    private long lingerMillis() {
        ProcessingSettings processing = settings.processing();
        return processing.guarantee() == ProcessingSettings.Guarantee.EXACTLY_ONCE
                ? processing.commitInterval().toMillis()
                : LINGER_MILLIS;
    }

    /** Chosen once for the folder, since it must outlive the process. */
    private String instanceId() {
        Path file = settings.directory().resolve("instance-id");
        try {
            String kept = Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1) : "";
            String id = INSTANCE_ID.matcher(kept.strip()).matches()
                    ? kept.strip()
                    : UUID.randomUUID().toString();
            if (!id.equals(kept)) {
                AtomicFile.writePrivate(file, id);
            }
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the instance id in " + file, e);
        }
    }
}
