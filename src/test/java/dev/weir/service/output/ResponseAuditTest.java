package dev.weir.service.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import dev.weir.desk.audit.AuditLog;
import dev.weir.response.Action;
import dev.weir.response.ResponseState;
import dev.weir.response.ResponseStep;
import dev.weir.response.Steps;
import dev.weir.response.record.ResponseJson;
import dev.weir.topics.TopicNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
class ResponseAuditTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final TopicNames NAMES = new TopicNames("audited-acts");

    private final Map<String, Object> kafka = Map.of("bootstrap.servers", BROKER.bootstrapServer());

    @Test
    void whatWeirDoesByItself_isTakenDown_andWhatPeopleAskForIsNot(@TempDir Path folder) {
        BROKER.createTopic(NAMES.responses(), 1);
        BROKER.createTopic(NAMES.audit(), 1);
        BROKER.createTopic(NAMES.hostKeys(), 1);
        ResponseStep own =
                Steps.approved("r-0000000000000001", Action.DENY, "198.51.100.7", Instant.now(), Duration.ofHours(1));
        ResponseStep persons = Steps.approved(
                        "r-0000000000000002", Action.DENY, "198.51.100.8", Instant.now(), Duration.ofHours(1))
                .to(
                        ResponseState.APPROVED,
                        Instant.now(),
                        "alice",
                        "approved",
                        Instant.now().plusSeconds(60));
        ResponseStep look = Steps.approved(
                "r-0000000000000003", Action.INVESTIGATE, "198.51.100.9", Instant.now(), Duration.ofHours(1));
        ResponseStep later = Steps.approved(
                "r-0000000000000004", Action.CONTAIN, "198.51.100.10", Instant.now(), Duration.ofHours(1));
        List.of(own, persons, look, later)
                .forEach(step -> BROKER.produce(NAMES.responses(), null, ResponseJson.write(step)));

        try (AuditLog log = AuditLog.open(
                        kafka, NAMES.audit(), NAMES.hostKeys(), folder.resolve("head"), Clock.systemUTC());
                OutputFeed feed = ResponseAudit.start(kafka, NAMES, log)) {
            TestBroker.await("both taken down", () -> feed.delivered() == 2);
        }

        List<String> taken = BROKER.consume(NAMES.audit(), 2).stream()
                .map(ResponseAuditTest::text)
                .toList();
        assertThat(taken).hasSize(2);
        assertThat(taken.get(0)).contains("\"response-act\"", "\"host\":\"sealed:", "\"r-0000000000000001\"");
        assertThat(taken.get(1)).contains("\"r-0000000000000004\"", "contain");
        assertThat(taken).noneMatch(record -> record.contains("198.51.100."));
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }
}
