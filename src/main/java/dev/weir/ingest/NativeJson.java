package dev.weir.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.Label;
import dev.weir.flow.Protocol;
import dev.weir.flow.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes a flow in Weir's own JSON, which {@link FlowReader} reads back to an equal flow. */
public final class NativeJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int USUAL_SIZE_BYTES = 320;

    private NativeJson() {}

    /**
     * Writes the flow's fields into the object that is open, without {@code id} and label: {@code ts} in seconds with exactly
     * six decimals, {@code proto} by name, absent values left out.
     */
    public static void writeFields(JsonGenerator out, Flow flow) throws IOException {
        out.writeFieldName("ts");
        out.writeNumber(seconds(flow.timestampMicros()));
        out.writeStringField("src_ip", flow.source().text());
        writeIfPresent(out, "src_port", flow.sourcePort());
        out.writeStringField("dst_ip", flow.destination().text());
        writeIfPresent(out, "dst_port", flow.destinationPort());
        out.writeStringField("proto", Protocol.name(flow.protocol()));
        if (!Double.isNaN(flow.durationSeconds())) {
            out.writeNumberField("duration", flow.durationSeconds());
        }
        writeIfPresent(out, "src_bytes", flow.sourceBytes());
        writeIfPresent(out, "dst_bytes", flow.destinationBytes());
        writeIfPresent(out, "src_packets", flow.sourcePackets());
        writeIfPresent(out, "dst_packets", flow.destinationPackets());
        if (flow.state() != ConnState.ABSENT) {
            out.writeStringField("state", flow.state().name());
        }
        if (flow.service() != null) {
            out.writeStringField("service", flow.service());
        }
    }

    /** A whole record: the flow, its id if the sensor gave one, and the label if there is one. */
    public static byte[] bytes(Flow flow, Label label) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE_BYTES);
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            if (flow.sensorId() != null) {
                out.writeStringField("id", flow.sensorId());
            }
            writeFields(out, flow);
            if (!label.equals(Label.UNKNOWN)) {
                out.writeStringField("label", label.verdict().map(Verdict::word).orElse("unknown"));
            }
            if (label.category() != null) {
                out.writeStringField("category", label.category());
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static void writeIfPresent(JsonGenerator out, String name, long value) throws IOException {
        if (value != Flow.ABSENT) {
            out.writeNumberField(name, value);
        }
    }

    /** Microseconds as seconds with six decimals, as {@code ts} is written. */
    public static String seconds(long micros) {
        String fraction = Long.toString(MICROS_PER_SECOND + micros % MICROS_PER_SECOND);
        return micros / MICROS_PER_SECOND + "." + fraction.substring(1);
    }
}
