package dev.weir.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.weir.flow.Flow;
import dev.weir.ingest.FlowReader;
import dev.weir.ingest.record.ReadResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What reading one record of a format takes, beside what going over its parts takes that nobody looks at. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Readers {
    /** Records of one format. */
    @State(Scope.Thread)
    public static class Records {
        @Param
        public WrittenAs format = WrittenAs.VPC;

        private final FlowReader reader = new FlowReader();
        private final JsonFactory json = new JsonFactory();
        private byte[][] records = {};
        private @Nullable String layout;
        private int next;

        /** Writes the records, each of which must be a flow. */
        @Setup
        public void write() {
            Flow[] flows = Traffic.flows(Traffic.FLOWS);
            layout = format.layout();
            records = new byte[flows.length][];
            for (int i = 0; i < flows.length; i++) {
                records[i] = format.record(flows[i], i);
                if (!(reader.read(records[i], layout) instanceof ReadResult.Accepted)) {
                    throw new IllegalStateException(
                            format + ": no flow: " + new String(records[i], StandardCharsets.UTF_8));
                }
            }
        }

        private byte[] next() {
            return records[++next % Traffic.FLOWS];
        }
    }

    @Benchmark
    public ReadResult read(Records in) {
        return in.reader.read(in.next(), in.layout);
    }

    /** The tokens of a JSON record, and the characters of a line. */
    @Benchmark
    public int parts(Records in) throws IOException {
        byte[] record = in.next();
        return record[0] == '{' ? tokens(in.json, record) : separators(record);
    }

    private static int tokens(JsonFactory json, byte[] record) throws IOException {
        int tokens = 0;
        try (JsonParser parser = json.createParser(record)) {
            while (parser.nextToken() != null) {
                tokens += parser.getTextLength();
            }
        }
        return tokens;
    }

    private static int separators(byte[] record) {
        int separators = 0;
        for (byte character : record) {
            if (character == ',' || character == '\t' || character == '|' || character == ' ') {
                separators++;
            }
        }
        return separators;
    }
}
