package dev.weir.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
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

    // As bytes already, since they are written for each flow.
    private static final SerializedString TS = new SerializedString("ts");
    private static final SerializedString SOURCE = new SerializedString("src_ip");
    private static final SerializedString SOURCE_PORT = new SerializedString("src_port");
    private static final SerializedString DESTINATION = new SerializedString("dst_ip");
    private static final SerializedString DESTINATION_PORT = new SerializedString("dst_port");
    private static final SerializedString PROTOCOL = new SerializedString("proto");
    private static final SerializedString DURATION = new SerializedString("duration");
    private static final SerializedString SOURCE_BYTES = new SerializedString("src_bytes");
    private static final SerializedString DESTINATION_BYTES = new SerializedString("dst_bytes");
    private static final SerializedString SOURCE_PACKETS = new SerializedString("src_packets");
    private static final SerializedString DESTINATION_PACKETS = new SerializedString("dst_packets");
    private static final SerializedString STATE = new SerializedString("state");
    private static final SerializedString SERVICE = new SerializedString("service");

    private NativeJson() {}

    /**
     * Writes the flow's fields into the object that is open, without {@code id} and label: {@code ts} in seconds with exactly
     * six decimals, {@code proto} by name, absent values left out.
     */
    public static void writeFields(JsonGenerator out, Flow flow) throws IOException {
        out.writeFieldName(TS);
        out.writeNumber(seconds(flow.timestampMicros()));
        write(out, SOURCE, flow.source().text());
        writeIfPresent(out, SOURCE_PORT, flow.sourcePort());
        write(out, DESTINATION, flow.destination().text());
        writeIfPresent(out, DESTINATION_PORT, flow.destinationPort());
        write(out, PROTOCOL, Protocol.name(flow.protocol()));
        if (!Double.isNaN(flow.durationSeconds())) {
            out.writeFieldName(DURATION);
            out.writeNumber(flow.durationSeconds());
        }
        writeIfPresent(out, SOURCE_BYTES, flow.sourceBytes());
        writeIfPresent(out, DESTINATION_BYTES, flow.destinationBytes());
        writeIfPresent(out, SOURCE_PACKETS, flow.sourcePackets());
        writeIfPresent(out, DESTINATION_PACKETS, flow.destinationPackets());
        if (flow.state() != ConnState.ABSENT) {
            write(out, STATE, flow.state().name());
        }
        if (flow.service() != null) {
            write(out, SERVICE, flow.service());
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

    private static void write(JsonGenerator out, SerializedString name, String value) throws IOException {
        out.writeFieldName(name);
        out.writeString(value);
    }

    private static void writeIfPresent(JsonGenerator out, SerializedString name, long value) throws IOException {
        if (value != Flow.ABSENT) {
            out.writeFieldName(name);
            out.writeNumber(value);
        }
    }

    /** Microseconds as seconds with six decimals, as {@code ts} is written. */
    public static String seconds(long micros) {
        String fraction = Long.toString(MICROS_PER_SECOND + micros % MICROS_PER_SECOND);
        return micros / MICROS_PER_SECOND + "." + fraction.substring(1);
    }
}
