package dev.weir.detector.hunt;

import dev.weir.encoding.FeatureEncoder;
import dev.weir.topics.TopicScan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;

/** Scores the flows on the scored topic again: what would alert now, and did not then? */
public final class Hunter {
    private static final int THREADS = 2;

    private final Map<String, Object> kafka;
    private final String topic;
    private final FeatureEncoder encoder;

    /** @param kafka connection settings of any Kafka client */
    public Hunter(Map<String, Object> kafka, String topic, FeatureEncoder encoder) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        this.topic = topic;
        this.encoder = encoder;
    }

    /** Reads the whole topic, as long as it is when this begins. */
    public Hunted hunt(HuntRequest request) {
        return hunt(request, THREADS, scan -> scan);
    }

    /** Reads the newest flows alone, on one thread: scoring goes on beside it. */
    public Hunted huntNewest(HuntRequest request, long flows) {
        return hunt(request, 1, scan -> scan.newest(Math.max(1, flows / Math.max(1, scan.partitions()))));
    }

    private Hunted hunt(HuntRequest request, int many, UnaryOperator<TopicScan> beginning) {
        long startNanos = System.nanoTime();
        HuntPart whole = new HuntPart(request, encoder);
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            List<Future<HuntPart>> parts = new ArrayList<>();
            for (int thread = 0; thread < many; thread++) {
                int share = thread;
                HuntPart part = new HuntPart(request, encoder);
                parts.add(threads.submit(
                        () -> read(part, beginning, partition -> partition.partition() % many == share)));
            }
            for (Future<HuntPart> part : parts) {
                whole.addAll(part.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the hunt failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the hunt was interrupted", e);
        } finally {
            threads.shutdownNow();
        }
        List<Hunted.Story> stories = whole.stories.highest(request.most());
        return new Hunted(
                request.version(),
                request.digest(),
                request.threshold(),
                whole.flows,
                whole.foreign,
                whole.missed,
                whole.known,
                stories,
                whole.stories.count() - stories.size(),
                (System.nanoTime() - startNanos) / 1e9);
    }

    /** Reads partitions up to where they end when this begins. */
    private HuntPart read(HuntPart part, UnaryOperator<TopicScan> beginning, Predicate<TopicPartition> isRead) {
        try (TopicScan scan = TopicScan.committed(kafka, List.of(topic), isRead)) {
            beginning.apply(scan).forEach(record -> part.take(record.headers(), record.value()));
            return part;
        }
    }
}
