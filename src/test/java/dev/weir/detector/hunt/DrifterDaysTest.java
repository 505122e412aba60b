package dev.weir.detector.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.features.FeatureVector;
import dev.weir.features.HeapHostStates;
import dev.weir.flow.Flow;
import dev.weir.flow.FlowId;
import dev.weir.scoring.ScoredFlow;
import dev.weir.simulation.TrafficSimulator;
import dev.weir.simulation.office.SimulationSettings;
import dev.weir.wire.KeptFlow;
import dev.weir.wire.ScoredFlowJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Working days of a simulated office on a real scored topic, attacks among them; then an hour that is unlike them. */
@Tag("broker")
@Timeout(300)
class DrifterDaysTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final Instant START = Instant.parse("2025-03-03T00:00:00Z");
    /** The busiest time of the fourth day. */
    private static final Instant TURN = START.plus(Duration.ofHours(3 * 24 + 10));

    private final FeatureEncoder encoder = new FeatureEncoder(FeatureExtractor.schemaOf(FeatureSettings.defaults()));

    @Test
    void dailyRhythmAndAttacks_areNoDrift_otherTrafficAndAlertsAreSeenByTheNextLook() {
        BROKER.createTopic("scored", 2, Map.of("retention.ms", "-1"));
        send();
        Drifter drifter = new Drifter(Map.of("bootstrap.servers", BROKER.bootstrapServer()), "scored", encoder);

        int compared = 0;
        for (int hour = 24; hour <= 3 * 24 + 10; hour++) {
            Drift drift = drifter.compareDays(START.plus(Duration.ofHours(hour)));
            compared += drift.networks().isEmpty() ? 0 : 1;
            assertThat(drift.networks()).as("at hour " + hour).noneMatch(Drift.OfNetwork::hasMoved);
        }
        assertThat(compared).isPositive();

        Drift.OfNetwork whole =
                drifter.compareDays(TURN.plus(Duration.ofHours(1))).networks().get(0);
        assertThat(whole.network()).isEqualTo("all");
        assertThat(whole.moved()).isNotEmpty();
        assertThat(whole.review()).isNotEmpty();
        assertThat(whole.alertsMoved()).isTrue();
    }

    private static Flow toAnotherPort(Flow flow) {
        return new Flow(
                flow.sensorId(),
                flow.timestampMicros(),
                flow.source(),
                flow.sourcePort(),
                flow.destination(),
                9_191,
                17,
                40 * (1 + flow.durationSeconds()),
                70_000 + 50 * Math.max(0, flow.sourceBytes()),
                flow.destinationBytes(),
                500 + Math.max(0, flow.sourcePackets()),
                flow.destinationPackets(),
                flow.state(),
                null);
    }

    /** In the last hour half of the flows are turned, and alert. */
    private void send() {
        FeatureExtractor extractor = new FeatureExtractor(
                FeatureSettings.defaults(), new HeapHostStates(100_000), new HeapHostStates(100_000));
        FeatureVector vector = new FeatureVector(extractor.schema());
        ScoredFlowJson json = new ScoredFlowJson();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        TrafficSimulator traffic =
                new TrafficSimulator(new SimulationSettings(3, 20, 0.05, START, Duration.ofHours(3 * 24 + 11)));
        while (traffic.hasNext()) {
            Flow made = traffic.next().flow();
            long millis = made.timestampMicros() / 1_000;
            boolean isTurned = millis >= TURN.toEpochMilli() && made.sourcePort() % 2 == 0;
            Flow flow = isTurned ? toAnotherPort(made) : made;
            extractor.extract(flow, vector);
            FlowId id = flow.idOr(0, 0);
            records.add(new ProducerRecord<>(
                    "scored",
                    Math.floorMod(flow.source().hashCode(), 2),
                    millis,
                    new byte[0],
                    json.write(new ScoredFlow(id, flow, millis, 0.5, 0), isTurned || flow.sourcePort() % 50 == 0),
                    KeptFlow.headers(id, millis, 0.5, encoder.pack(vector))));
        }
        BROKER.produce(records);
    }
}
