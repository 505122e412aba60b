package dev.weir.ingest;

import dev.weir.ingest.argus.ArgusFormat;
import dev.weir.ingest.cicflowmeter.CicFlowMeterFormat;
import dev.weir.ingest.ecs.EcsFormat;
import dev.weir.ingest.netflow.GoflowFormat;
import dev.weir.ingest.netflow.NfdumpFormat;
import dev.weir.ingest.netflow.PmacctFormat;
import dev.weir.ingest.ocsf.OcsfFormat;
import dev.weir.ingest.record.Format;
import dev.weir.ingest.record.Meaning;
import dev.weir.ingest.record.RawRecord;
import dev.weir.ingest.silk.SilkFormat;
import dev.weir.ingest.suricata.SuricataFormat;
import dev.weir.ingest.vpc.VpcFormat;
import dev.weir.ingest.weir.PlainFormat;
import dev.weir.ingest.zeek.ZeekFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All formats that Weir reads, and which of them a record is in. */
public final class Formats {
    /** The most telling first. Plain names are looked at last, since other formats use some of them too. */
    private static final Format[] NAMED = {
        new ZeekFormat(),
        new SuricataFormat(),
        new OcsfFormat(),
        new EcsFormat(),
        new CicFlowMeterFormat(),
        new ArgusFormat(),
        new VpcFormat(),
        new GoflowFormat(),
        new PmacctFormat(),
        new NfdumpFormat(),
        new SilkFormat()
    };

    private static final Format PLAIN = PlainFormat.ofAnyNames();
    private static final Format NATIVE = PlainFormat.ofNativeNames();

    private Formats() {}

    /** Every format. */
    public static List<Format> all() {
        return Stream.concat(Stream.of(PLAIN), Stream.of(NAMED)).toList();
    }

    /** The format of a flow; null if the record is none. */
    static @Nullable Format of(RawRecord raw) {
        if (!raw.hasForeign() && NATIVE.claims(raw)) {
            return NATIVE;
        }
        for (Format format : NAMED) {
            if (format.claims(raw)) {
                return format;
            }
        }
        return PLAIN.claims(raw) && refusal(raw) == null ? PLAIN : null;
    }

    /** Whether a header with these columns is one of flows: it names both ends, and the protocol or the time. */
    static boolean isHeader(RawRecord columns) {
        Format format = of(columns);
        return format != null && (format.names(Meaning.PROTOCOL, columns) || format.names(Meaning.TIME, columns));
    }

    /** Why the record is no flow, in the words of the format that it belongs to; null if it belongs to none. */
    static @Nullable String refusal(RawRecord raw) {
        for (Format format : NAMED) {
            String refusal = format.refusal(raw);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }
}
