package dev.weir.detector.hunt;

import com.sun.management.OperatingSystemMXBean;
import dev.weir.broker.TestBroker;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.features.FeatureVector;
import dev.weir.features.HeapHostStates;
import dev.weir.flow.FlowId;
import dev.weir.model.ModelState;
import dev.weir.modelfile.ModelFile;
import dev.weir.scoring.ScoredFlow;
import dev.weir.simulation.TrafficSimulator;
import dev.weir.simulation.office.SimulatedFlow;
import dev.weir.simulation.office.SimulationSettings;
import dev.weir.wire.KeptFlow;
import dev.weir.wire.ScoredFlowJson;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Measures how many flows a second a hunt scores: simulated flows on a real scored topic of four partitions, by the shipped model. The
 * processor time is that of the process, the broker in it too.
 */
public final class HuntSpeed {
    private static final int ROUNDS = 5;
    private static final int COPIES = 8;

    private HuntSpeed() {}

    /** @param args how many flows; 400,000 if not given */
    public static void main(String[] args) throws Exception {
        int flows = args.length == 0 ? 400_000 : Integer.parseInt(args[0]);
        FeatureEncoder encoder = new FeatureEncoder(FeatureExtractor.schemaOf(FeatureSettings.defaults()));
        ModelState model = ModelFile.ofBytes(Files.readAllBytes(Path.of("models/baseline.weir")))
                .state();
        try (TestBroker broker = new TestBroker().start()) {
            broker.createTopic("scored", 4, Map.of("compression.type", "lz4"));
            List<ProducerRecord<byte[], byte[]>> records = records(flows / COPIES, encoder);
            for (int copy = 0; copy < COPIES; copy++) {
                broker.produce(records);
            }
            Hunter hunter = new Hunter(Map.of("bootstrap.servers", broker.bootstrapServer()), "scored", encoder);
            for (int round = 0; round < ROUNDS; round++) {
                long cpu = cpuNanos();
                Hunted hunted = hunter.hunt(new HuntRequest(model, null, 0.5, new HuntScope(null, null), 10));
                System.out.printf(
                        Locale.ROOT,
                        "%,d flows in %.2f s: %,.0f flows/s; %.2f µs of processor time a flow; %d reach the threshold%n",
                        hunted.flows(),
                        hunted.seconds(),
                        hunted.flows() / hunted.seconds(),
                        (cpuNanos() - cpu) / 1e3 / hunted.flows(),
                        hunted.missed() + hunted.known());
            }
            scoringAlone(records, encoder, model);
        }
    }

    /** What the records cost without Kafka. */
    private static void scoringAlone(
            List<ProducerRecord<byte[], byte[]>> records, FeatureEncoder encoder, ModelState model) {
        HuntRequest request = new HuntRequest(model, null, 0.5, new HuntScope(null, null), 10);
        HuntPart part = new HuntPart(request, encoder);
        for (int round = 0; round < ROUNDS; round++) {
            long cpu = cpuNanos();
            records.forEach(record -> part.take(record.headers(), record.value()));
            System.out.printf(
                    Locale.ROOT, "scoring alone: %.2f µs a flow%n", (cpuNanos() - cpu) / 1e3 / records.size());
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> records(int flows, FeatureEncoder encoder) {
        FeatureExtractor extractor = new FeatureExtractor(
                FeatureSettings.defaults(), new HeapHostStates(100_000), new HeapHostStates(100_000));
        FeatureVector vector = new FeatureVector(extractor.schema());
        ScoredFlowJson json = new ScoredFlowJson();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        TrafficSimulator traffic = new TrafficSimulator(SimulationSettings.ofSeed(1));
        while (records.size() < flows && traffic.hasNext()) {
            SimulatedFlow flow = traffic.next();
            extractor.extract(flow.flow(), vector);
            FlowId id = flow.id();
            records.add(new ProducerRecord<>(
                    "scored",
                    Math.floorMod(flow.flow().source().hashCode(), 4),
                    null,
                    new byte[0],
                    json.write(new ScoredFlow(id, flow.flow(), 0, 0.1, 0), false),
                    KeptFlow.headers(id, 0, 0.1, encoder.pack(vector))));
        }
        return records;
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
