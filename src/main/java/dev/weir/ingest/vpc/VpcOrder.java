package dev.weir.ingest.vpc;

import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.Layout;
import dev.weir.ingest.record.RawRecord;
import dev.weir.ingest.record.ReadResult.Rejected;
import dev.weir.ingest.record.RejectionReason;
import dev.weir.ingest.text.Fields;
import org.jspecify.annotations.Nullable;

/** Lines of a VPC flow log without its header, in the default order; more fields may follow, and a time may come before. */
public final class VpcOrder implements Layout {
    private static final Column[] ORDER = {
        Column.IGNORED,
        Column.IGNORED,
        Column.INTERFACE_ID,
        Column.OTHER_SRC_IP,
        Column.OTHER_DST_IP,
        Column.OTHER_SRC_PORT,
        Column.OTHER_DST_PORT,
        Column.OTHER_PROTO,
        Column.PACKETS,
        Column.BYTES,
        Column.START,
        Column.END,
        Column.ACTION,
        Column.LOG_STATUS
    };
    private static final int ACTION = 12;
    private static final int STATUS = 13;

    private final Fields fields = new Fields();

    @Override
    public @Nullable Rejected read(char[] chars, int start, int length, RawRecord raw) {
        fields.split(chars, start, length, ' ');
        for (int before = 0; before <= 1; before++) {
            if (hasLandmarks(before)) {
                for (int i = 0; i < ORDER.length; i++) {
                    raw.put(ORDER[i], fields, before + i);
                }
                return null;
            }
        }
        return new Rejected(
                RejectionReason.UNKNOWN_FORMAT,
                "is neither JSON nor separated by commas or tabs, nor a line of a VPC flow log in the default order");
    }

    private boolean hasLandmarks(int before) {
        if (fields.count() < before + ORDER.length) {
            return false;
        }
        int action = before + ACTION;
        int status = before + STATUS;
        return (fields.is(action, "ACCEPT") || fields.is(action, "REJECT") || fields.is(action, "-"))
                && (fields.is(status, "OK") || fields.is(status, "NODATA") || fields.is(status, "SKIPDATA"));
    }
}
