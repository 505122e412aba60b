package dev.weir.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.flow.Listing;
import dev.weir.flow.Verdict;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import dev.weir.model.Untrained;
import dev.weir.sharing.intel.Indicator;
import dev.weir.sharing.intel.IntelPart;
import dev.weir.topics.lists.IntelWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Indicators of others on two instances, from their topic to the lessons that say how often they were right. */
@Tag("broker")
class IntelBrokerTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final String LISTED = "45.66.77.8";
    private final FeatureEncoder encoder = new FeatureEncoder(FeatureExtractor.schemaOf(FeatureSettings.defaults()));

    @Test
    void indicators_reachEveryInstance_andVerdictsMakeTheRecordOfTheirSource(
            @TempDir Path first, @TempDir Path second) {
        try (TestDetector detector = TestDetector.start(BROKER, first, "lists");
                RunningDetector other =
                        RunningDetector.start(TestDetector.settings(BROKER.bootstrapServer(), second, "lists"))) {
            BROKER.produce(
                    "lists.model-log",
                    TestDetector.bytes("install"),
                    ModelEventCodec.encode(new ModelEvent.Install(Untrained.YIELDING, "alice")));
            detector.awaitVersion(1);
            bring(LISTED);
            TestBroker.await(
                    "all know",
                    () -> detector.process().indicators().equals(Map.of("partner", 1))
                            && other.indicators().equals(Map.of("partner", 1)));
            send("listed", LISTED, 8);
            send("plain", "45.66.77.9", 8);
            assertThat(listingsOf(detector, "listed0")).containsExactly(new Listing("partner", 0, 0));
            assertThat(listingsOf(detector, "plain0")).isEmpty();

            for (int i = 0; i < 4; i++) {
                detector.give("listed" + i, i == 0 ? Verdict.BENIGN : Verdict.MALICIOUS, "alice");
                detector.give("plain" + i, Verdict.BENIGN, "alice");
            }
            detector.awaitLessons(8);
            TestBroker.await(
                    "the other has learned", () -> other.model().state().lessons() == 8);
            assertThat(other.model().state().digest())
                    .isEqualTo(detector.process().model().state().digest());

            detector.restart();
            assertThat(detector.process().indicators()).containsEntry("partner", 1);
            detector.process().live().publish();
            send("later", LISTED, 1);
            assertThat(listingsOf(detector, "later0")).containsExactly(new Listing("partner", 3, 1));

            bring();
            TestBroker.await("the other has forgotten", () -> other.indicators().isEmpty());
        }
    }

    private static void bring(String... networks) {
        List<Indicator> indicators = List.of(networks).stream()
                .map(network -> new Indicator(network, null))
                .toList();
        Map<String, Object> kafka = Map.of("bootstrap.servers", BROKER.bootstrapServer());
        try (IntelWriter writer = new IntelWriter(kafka, "lists.intel")) {
            writer.append(IntelPart.of("partner", Instant.now(), indicators));
        }
    }

    private static void send(String id, String source, int count) {
        for (int i = 0; i < count; i++) {
            String flow = TestDetector.text(TestDetector.flow(id + i, 3 * i)).replace("10.0.0.66", source);
            BROKER.produce(List.of(new ProducerRecord<>("lists.flows", null, TestDetector.bytes(flow))));
        }
    }

    private List<Listing> listingsOf(TestDetector detector, String id) {
        ConsumerRecord<byte[], byte[]> scored =
                detector
                        .awaitRecords(
                                "lists.scored", records -> records.stream().anyMatch(record -> isOf(record, id)))
                        .stream()
                        .filter(record -> isOf(record, id))
                        .findFirst()
                        .orElseThrow();
        return TestDetector.flow(scored, encoder).listings();
    }

    private static boolean isOf(ConsumerRecord<byte[], byte[]> record, String id) {
        return TestDetector.text(record.key()).equals(id);
    }
}
