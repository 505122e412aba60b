package dev.weir.stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.Fuzzed;
import dev.weir.encoding.Example;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.stream.store.StoredRecord;
import dev.weir.wire.FeatureNumbers;
import dev.weir.wire.FlowCodec;
import dev.weir.wire.KeptFlow;
import dev.weir.wire.ScoredFlowJson;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/** What stands in a detector's own topics and stores, should somebody else write there. */
class StoredFormsFuzzTest {
    private static final FlowCodec CODEC = new FlowCodec();
    private static final FeatureEncoder ENCODER =
            new FeatureEncoder(FeatureExtractor.schemaOf(FeatureSettings.defaults()));

    @FuzzTest
    void scoredFlow(byte[] record) {
        ScoredFlowJson.scoredAtMillis(record);
        FeatureNumbers.read(record);
        KeptFlow.scoredAtMillis(record);
        KeptFlow read = KeptFlow.read(record, ENCODER);
        if (read != null && read.flow() != null) {
            ENCODER.encode(read.flow(), new Example(1));
            Fuzzed.requirePrintable(read.form(), 40);
        }
        KeptFlow.ofRecord(new RecordHeaders().add(KeptFlow.HEADER, record), record);
    }

    @FuzzTest
    void flowOnItsWay(byte[] record) {
        try {
            FlowCodec.IdentifiedFlow flow = CODEC.decode(record);
            Fuzzed.requireEqual(CODEC.decode(CODEC.encode(flow.id(), flow.flow())), flow);
        } catch (IllegalArgumentException e) {
            Fuzzed.requirePrintable(String.valueOf(e.getMessage()), 400);
        }
    }

    @FuzzTest
    void verdictOnItsWay(byte[] record) {
        try {
            ReceivedRecord received = ReceivedRecord.unpack(record);
            ReceivedRecord.pack(
                    received.origin(),
                    received.key().content(),
                    received.value().content());
        } catch (IllegalArgumentException e) {
            Fuzzed.requirePrintable(String.valueOf(e.getMessage()), 400);
        }
    }

    @FuzzTest
    void waitingVerdict(byte[] stored) {
        try {
            Record<byte[], byte[]> record = StoredRecord.unpack(stored);
            Fuzzed.requireEqual(StoredRecord.unpack(StoredRecord.pack(record)).timestamp(), record.timestamp());
        } catch (IllegalArgumentException e) {
            Fuzzed.requirePrintable(String.valueOf(e.getMessage()), 400);
        }
    }
}
