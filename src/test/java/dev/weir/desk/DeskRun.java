package dev.weir.desk;

import dev.weir.broker.TestBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Measures the desk: how long it takes to be filled with so many alerts (1,000,000 unless told), and how long each page of a
 * filtered list takes, for every kind of list.
 */
public final class DeskRun {
    private static final DeskTopics TOPICS = new DeskTopics("a", "f", "m", "d", "w", "u");
    private static final long START_MILLIS = 1_760_000_000_000L;
    private static final int PAGES = 100;

    private DeskRun() {}

    public static void main(String[] args) throws Exception {
        int alerts = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        Path file = Files.createTempDirectory("weir-desk-").resolve("desk.sqlite");
        try (TestBroker broker = new TestBroker().start()) {
            broker.createTopic("a", 4);
            broker.createTopic("f", 1);
            broker.createTopic("m", 1);
            broker.createTopic("d", 1);
            broker.createTopic("w", 1);
            broker.createTopic("u", 1);
            produce(broker, alerts);
            long startNanos = System.nanoTime();
            try (DeskFeed feed = DeskFeed.start(
                    TOPICS,
                    Map.of("bootstrap.servers", broker.bootstrapServer()),
                    file,
                    Duration.ofDays(36_500),
                    Clock.systemUTC())) {
                while (feed.desk().isEmpty()) {
                    Thread.sleep(50);
                }
                System.out.printf(
                        "filled with %,d alerts in %.1f s, %,d MB%n",
                        alerts, (System.nanoTime() - startNanos) / 1e9, Files.size(file) >> 20);
                queries(feed.desk().get());
            }
        }
    }

    private static void produce(TestBroker broker, int alerts) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServer(), "linger.ms", 5, "batch.size", 1 << 18);
        AlertRecords records = new AlertRecords(1);
        Random random = new Random(2);
        Future<RecordMetadata> last = CompletableFuture.failedFuture(new IllegalArgumentException("no alerts"));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < alerts; i++) {
                String id = "c" + Long.toString(random.nextLong() >>> 1, 36);
                last = producer.send(
                        new ProducerRecord<>("a", null, START_MILLIS + i * 1_000L, null, records.next(id)));
            }
            producer.flush();
            System.out.println("produced up to offset " + last.get().offset());
        }
    }

    private static void queries(Desk desk) {
        Map<String, AlertQuery> queries = new LinkedHashMap<>();
        AlertQuery all = AlertQuery.all(50);
        AlertQuery.Order newest = AlertQuery.Order.NEWEST;
        AlertQuery.Order score = AlertQuery.Order.SCORE;
        long from = START_MILLIS + 100_000_000L;
        long to = START_MILLIS + 200_000_000L;
        queries.put("all, newest", all);
        queries.put("all, by score", query(null, null, null, null, null, null, score));
        queries.put("open, newest", query(AlertState.OPEN, null, null, null, null, null, newest));
        queries.put("open, by score", query(AlertState.OPEN, null, null, null, null, null, score));
        queries.put("malicious (none), newest", query(AlertState.MALICIOUS, null, null, null, null, null, newest));
        queries.put("kind, by score", query(AlertState.OPEN, "dns", null, null, null, null, score));
        queries.put("kind, newest", query(AlertState.OPEN, "dns", null, null, null, null, newest));
        queries.put("host, newest", query(null, null, "10.1.7.9", null, null, null, newest));
        queries.put("host and kind, by score", query(null, "dns", "10.1.7.9", null, null, null, score));
        queries.put("an hour, newest", query(null, null, null, from, from + 3_600_000, null, newest));
        queries.put("28 hours, by score", query(null, null, null, from, to, null, score));
        queries.put("28 hours and kind, by score", query(null, "dns", null, from, to, null, score));
        queries.put("word 10.1.7.9", query(null, null, null, null, null, "10.1.7.9", newest));
        queries.put("word dns (an eighth)", query(null, null, null, null, null, "dns", newest));
        queries.put("words dns 10.1.7.9", query(null, null, null, null, null, "dns 10.1.7.9", newest));
        queries.put("beginning 10.1. (a quarter)", query(null, null, null, null, null, "10.1.*", newest));
        queries.put("beginning 172.16. (all)", query(null, null, null, null, null, "172.16.*", newest));
        queries.put("beginning 10.1.7 (a thousandth)", query(null, null, null, null, null, "10.1.7*", newest));
        queries.put("long beginning 172.16.10 (few)", query(null, null, null, null, null, "172.16.10*", newest));
        queries.put("old beginning 172.16. and dns", query(null, null, null, null, null, "172.16.* dns", newest));
        queries.put("half of all, by score", query(null, null, null, from, START_MILLIS + 600_000_000L, null, score));
        queries.put("an hour, by score", query(null, null, null, from, from + 3_600_000, null, score));
        queries.put("beginning, none", query(null, null, null, null, null, "nowhere*", newest));
        queries.put(
                "beginning 10.1., malicious (none)",
                query(AlertState.MALICIOUS, null, null, null, null, "10.1.*", newest));
        queries.put("word dns, malicious (none)", query(AlertState.MALICIOUS, null, null, null, null, "dns", newest));
        queries.put("beginning 10.1., host", query(null, null, "10.1.7.9", null, null, "10.1.*", newest));
        queries.put("word dns, open", query(AlertState.OPEN, null, null, null, null, "dns", newest));
        queries.put("word, none", query(null, null, null, null, null, "nowhere", newest));
        queries.forEach((name, query) -> measure(desk, name, query));
        long startNanos = System.nanoTime();
        desk.counts();
        System.out.printf("%-34s %6.1f ms%n", "counts", (System.nanoTime() - startNanos) / 1e6);
    }

    private static AlertQuery query(
            @Nullable AlertState state,
            @Nullable String kind,
            @Nullable String host,
            @Nullable Long from,
            @Nullable Long to,
            @Nullable String text,
            AlertQuery.Order order) {
        return new AlertQuery(state, kind, null, host, null, null, from, to, text, order, 50, null);
    }

    private static void measure(Desk desk, String name, AlertQuery query) {
        long[] nanos = new long[PAGES];
        AlertQuery page = query;
        int rows = 0;
        for (int i = 0; i < PAGES; i++) {
            long startNanos = System.nanoTime();
            AlertPage answer = desk.alerts(page);
            nanos[i] = System.nanoTime() - startNanos;
            rows += answer.rows().size();
            page = query.after(answer.next());
        }
        long first = nanos[0];
        Arrays.sort(nanos);
        System.out.printf(
                "%-34s first %6.1f ms, p50 %6.1f, worst %6.1f of %d pages, %d rows%n",
                name, first / 1e6, nanos[PAGES / 2] / 1e6, nanos[PAGES - 1] / 1e6, PAGES, rows);
    }
}
