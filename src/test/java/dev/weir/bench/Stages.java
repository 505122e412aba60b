package dev.weir.bench;

import dev.weir.encoding.Example;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.features.BenchAnomaly;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureVector;
import dev.weir.flow.Flow;
import dev.weir.flow.FlowId;
import dev.weir.fold.ModelSnapshot;
import dev.weir.fold.ServedModel;
import dev.weir.ingest.FlowReader;
import dev.weir.ingest.record.ReadResult;
import dev.weir.modelfile.ModelFile;
import dev.weir.scoring.ScoredFlow;
import dev.weir.scoring.Scorer;
import dev.weir.wire.BenchJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What each stage takes of one flow, by itself and on one thread. JMH makes subclasses of all these, so they can be
 * neither final nor hidden.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Stages {
    private static final int PASSES = 10;
    private static final int FLOWS_IN_A_PASS = 30_000;

    /** Records, for the reader. */
    @State(Scope.Thread)
    public static class Records {
        private final FlowReader reader = new FlowReader();
        private final byte[][] zeek = Traffic.zeekJson();
        private final byte[][] csv = Traffic.nativeCsv();
        private int next;
    }

    /** Flows that go on in time, which behaviour depends on: none comes twice. */
    @State(Scope.Thread)
    public static class Flows {
        private final Flow[] flows = Traffic.flows(PASSES * FLOWS_IN_A_PASS);
        private final FeatureExtractor extractor = Traffic.extractor();
        private final FeatureVector vector = new FeatureVector(extractor.schema());
        private int next;
    }

    /** Flows with their features, and the shipped model. */
    @State(Scope.Thread)
    public static class Vectors {
        private final Flow[] flows = Traffic.flows(Traffic.FLOWS);
        private final FeatureVector[] vectors = Traffic.vectors(flows);
        private final BenchAnomaly anomaly = new BenchAnomaly(vectors[0].schema());
        private final FeatureEncoder encoder = new FeatureEncoder(vectors[0].schema());
        private final Example example = new Example(encoder.maxSize());
        private final ServedModel model = shippedModel();
        private final Scorer scorer = new Scorer(() -> model, encoder);
        private final BenchJson json = new BenchJson();
        private final FlowId id = new FlowId("CHhAvVGS1DHFjwGM9");
        private int next;

        private FeatureVector next() {
            return vectors[++next % Traffic.FLOWS];
        }

        private static ServedModel shippedModel() {
            try {
                return ServedModel.of(new ModelSnapshot(
                        1, ModelFile.read(Path.of("models", "baseline.weir")).state()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Flows as the model sees them. */
    @State(Scope.Thread)
    public static class Examples {
        private final Example[] examples = new Example[Traffic.FLOWS];
        private final ServedModel model = Vectors.shippedModel();
        private int next;

        /** Encodes them. */
        public Examples() {
            FeatureVector[] vectors = Traffic.vectors(Traffic.flows(Traffic.FLOWS));
            FeatureEncoder encoder = new FeatureEncoder(vectors[0].schema());
            Example example = new Example(encoder.maxSize());
            for (int i = 0; i < vectors.length; i++) {
                encoder.encodeUnnamed(vectors[i], example);
                examples[i] = example.copy();
            }
        }
    }

    @Benchmark
    public ReadResult parseZeekJson(Records in) {
        return in.reader.read(in.zeek[++in.next % Traffic.FLOWS]);
    }

    @Benchmark
    public ReadResult parseNativeCsv(Records in) {
        return in.reader.read(in.csv[++in.next % Traffic.FLOWS]);
    }

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OperationsPerInvocation(FLOWS_IN_A_PASS)
    @Warmup(iterations = PASSES / 2)
    @Measurement(iterations = PASSES / 2)
    public FeatureVector features(Flows in) {
        for (int i = 0; i < FLOWS_IN_A_PASS; i++) {
            in.extractor.extract(in.flows[in.next++], in.vector);
        }
        return in.vector;
    }

    /** A part of {@link #features}. */
    @Benchmark
    public double anomaly(Vectors in) {
        return in.anomaly.observe(in.next());
    }

    /** A part of {@link #score}. */
    @Benchmark
    public Example encode(Vectors in) {
        in.encoder.encodeUnnamed(in.next(), in.example);
        return in.example;
    }

    /** A part of {@link #score}. */
    @Benchmark
    public double weigh(Examples in) {
        return in.model.weights().score(in.examples[++in.next % Traffic.FLOWS]);
    }

    @Benchmark
    public double score(Vectors in) {
        return in.scorer.score(in.next());
    }

    @Benchmark
    public ProducerRecord<byte[], byte[]> serialise(Vectors in) {
        FeatureVector vector = in.next();
        Flow flow = in.flows[in.next % Traffic.FLOWS];
        return in.json.write(new ScoredFlow(in.id, flow, 1_764_000_000_000L, 0.123456, 42), vector, in.encoder);
    }
}
