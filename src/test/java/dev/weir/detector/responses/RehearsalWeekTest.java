package dev.weir.detector.responses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import dev.weir.encoding.Example;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.fold.Lesson;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import dev.weir.response.AddressSet;
import dev.weir.response.decision.DecisionSettings;
import dev.weir.response.guard.GuardSettings;
import dev.weir.response.playbook.PlaybookFile;
import dev.weir.response.rehearsal.Rehearsal;
import dev.weir.response.rehearsal.RehearsalReport;
import dev.weir.topics.TopicNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The week before now, made up: alerts at even intervals, each of ten records of one host, and a verdict on every second. */
@Tag("broker")
class RehearsalWeekTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final int RECORDS = Integer.getInteger("rehearsal.records", 20_000);
    private static final int RECORDS_OF_AN_ALERT = 10;
    private static final int AT_ONCE = 10_000;
    private static final Duration WEEK = Duration.ofDays(7);
    private static final TopicNames NAMES = new TopicNames("week");

    private final Instant now = Instant.now();
    private final List<ProducerRecord<byte[], byte[]>> waiting = new ArrayList<>();

    @Test
    void week_isRehearsedWithinAMinute(@TempDir Path folder) throws Exception {
        BROKER.createTopic(NAMES.alerts(), 2);
        BROKER.createTopic(NAMES.modelLog(), 1);
        for (int i = 0; i < RECORDS; i++) {
            send(i);
        }
        BROKER.produce(waiting);
        Path playbook = Files.writeString(folder.resolve("playbook.yaml"), "rules: [{name: all, then: contain}]");
        Rehearsal rehearsal = new Rehearsal(
                PlaybookFile.read(playbook), GuardSettings.defaults(), DecisionSettings.defaults(), new AddressSet());

        long startNanos = System.nanoTime();
        RehearsalRun.run(Map.of("bootstrap.servers", BROKER.bootstrapServer()), NAMES, now.minus(WEEK), rehearsal);
        RehearsalReport report = rehearsal.report(now);
        double seconds = (System.nanoTime() - startNanos) / 1e9;

        System.out.printf("a week of %,d alert records rehearsed in %.1f s: %s%n", RECORDS, seconds, report);
        assertThat(report.alerts()).isEqualTo(RECORDS);
        assertThat(report.benignHosts()).isPositive();
        assertThat(report.attacks()).isPositive();
        assertThat(seconds).isLessThan(60);
    }

    private void send(int i) {
        int alert = i / RECORDS_OF_AN_ALERT;
        long at = now.minus(WEEK).toEpochMilli() + 1_000 + (WEEK.toMillis() - 10_000) * i / RECORDS;
        String id = "a" + alert;
        String host = "10." + alert / 62_500 + "." + alert / 250 % 250 + "." + (alert % 250 + 1);
        byte[] record = ResponseLoad.alertJson(id, host, "tcp/443");
        waiting.add(new ProducerRecord<>(NAMES.alerts(), null, at, id.getBytes(UTF_8), record));
        if (i % (2 * RECORDS_OF_AN_ALERT) == RECORDS_OF_AN_ALERT / 2) {
            Verdict verdict = alert % 4 == 0 ? Verdict.BENIGN : Verdict.MALICIOUS;
            ModelEvent event =
                    new ModelEvent.Learn(new Lesson(new FlowId(id), new Example(0), verdict, null, "ann", false));
            waiting.add(new ProducerRecord<>(
                    NAMES.modelLog(),
                    null,
                    at,
                    ModelEventCodec.kind(event).getBytes(UTF_8),
                    ModelEventCodec.encode(event)));
        }
        if (waiting.size() >= AT_ONCE) {
            BROKER.produce(waiting);
            waiting.clear();
        }
    }
}
