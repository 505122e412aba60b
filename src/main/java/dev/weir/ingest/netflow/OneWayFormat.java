package dev.weir.ingest.netflow;

import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.Columns;
import dev.weir.ingest.record.FieldParser;
import dev.weir.ingest.record.FlowDraft;
import dev.weir.ingest.record.Format;
import dev.weir.ingest.record.RawRecord;

/** What the formats of NetFlow, IPFIX and sFlow collectors share: records of one direction, of sampled packets or of all. */
abstract class OneWayFormat extends Format {
    OneWayFormat(String name, Columns columns) {
        super(name, columns);
    }

    @Override
    public String cannotTell() {
        return "the other direction of a flow, its state and its service";
    }

    @Override
    public boolean takesArrivalTime() {
        return true;
    }

    @Override
    public void complete(RawRecord raw, FieldParser fields, FlowDraft draft) {
        if (raw.has(Column.SAMPLING_RATE)) {
            draft.multiply(fields.whole(raw, Column.SAMPLING_RATE, Integer.MAX_VALUE));
        }
    }
}
