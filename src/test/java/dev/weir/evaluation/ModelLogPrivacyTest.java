package dev.weir.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.encoding.FeatureEncoder;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.features.FeatureVector;
import dev.weir.flow.Flow;
import dev.weir.flow.Verdict;
import dev.weir.fold.Lesson;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import dev.weir.sharing.privacy.MasterKey;
import dev.weir.sharing.privacy.Pseudonyms;
import dev.weir.simulation.TrafficSimulator;
import dev.weir.simulation.office.SimulationSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The model log holds no address: its records are the same, byte for byte, whoever the hosts are. */
class ModelLogPrivacyTest {
    private static final int FLOWS = 3_000;

    private static final class Sensor {
        private final FeatureExtractor extractor = MeasuredHosts.newExtractor(FeatureSettings.defaults());
        private final FeatureEncoder encoder = new FeatureEncoder(extractor.schema());
        private final FeatureVector vector = new FeatureVector(extractor.schema());

        byte[] event(Flow flow) {
            extractor.extract(flow, vector);
            return ModelEventCodec.encode(new ModelEvent.Learn(
                    new Lesson(flow.idOr(0, 0), encoder.pack(vector), Verdict.BENIGN, "web", "alice", false)));
        }
    }

    @Test
    void lessons_areTheSameWhoeverTheHostsAre() {
        Pseudonyms pseudonyms = new Pseudonyms(MasterKey.of(new byte[32]), Duration.ZERO);
        TrafficSimulator office = new TrafficSimulator(SimulationSettings.ofSeed(5));
        Sensor raw = new Sensor();
        Sensor pseudonymous = new Sensor();
        for (int i = 0; i < FLOWS; i++) {
            Flow flow = office.next().flow();
            byte[] event = raw.event(flow);

            assertThat(pseudonymous.event(pseudonyms.of(flow))).isEqualTo(event);
            assertThat(new String(event, StandardCharsets.ISO_8859_1))
                    .doesNotContain(flow.source().text(), flow.destination().text());
        }
    }
}
