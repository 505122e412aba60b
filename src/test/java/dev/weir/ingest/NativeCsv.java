package dev.weir.ingest;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.Protocol;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Writes flows as lines of the native CSV, which Weir itself only reads. */
public final class NativeCsv {
    /** The columns of a {@link #line}, and two for its label. */
    public static final String HEADER = "ts,id,src_ip,src_port,dst_ip,dst_port,proto,duration,src_bytes,dst_bytes,"
            + "src_packets,dst_packets,state,service,label,category";

    private NativeCsv() {}

    /** @param host what to write in place of an address */
    public static String line(Flow flow, UnaryOperator<String> host) {
        return String.join(
                ",",
                NativeJson.seconds(flow.timestampMicros()),
                text(flow.sensorId()),
                host.apply(flow.source().text()),
                number(flow.sourcePort()),
                host.apply(flow.destination().text()),
                number(flow.destinationPort()),
                Protocol.name(flow.protocol()),
                Double.isNaN(flow.durationSeconds()) ? "" : Double.toString(flow.durationSeconds()),
                number(flow.sourceBytes()),
                number(flow.destinationBytes()),
                number(flow.sourcePackets()),
                number(flow.destinationPackets()),
                flow.state() == ConnState.ABSENT ? "" : flow.state().name(),
                text(flow.service()));
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    private static String number(long value) {
        return value == Flow.ABSENT ? "" : Long.toString(value);
    }
}
