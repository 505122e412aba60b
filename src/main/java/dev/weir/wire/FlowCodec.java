package dev.weir.wire;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.FlowId;
import dev.weir.flow.Host;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * A flow and its id in a few dozen bytes, for the way from the reading task to the task of its source host. Internal to one
 * release: nothing keeps this form longer than the topic between the two.
 */
public final class FlowCodec {
    /** A flow under its id. */
    public record IdentifiedFlow(FlowId id, Flow flow) {}

    private static final byte FORMAT = 2;
    private static final byte UNNAMED = 0;
    private static final byte SENSOR_NAMED = 1;
    /** The sensor's name for it is one that only Weir may give. */
    private static final byte OTHERWISE_NAMED = 2;

    private static final int FIXED_BYTES = 64;

    /** For the topic between the two tasks; where they are one, a flow goes along as it is. */
    public static Serde<IdentifiedFlow> serde() {
        FlowCodec codec = new FlowCodec();
        return Serdes.serdeFrom(
                (topic, arrived) -> arrived == null ? null : codec.encode(arrived.id(), arrived.flow()),
                (topic, bytes) -> bytes == null ? null : codec.decode(bytes));
    }

    public byte[] encode(FlowId id, Flow flow) {
        byte[] idText = ascii(id.value());
        byte[] source = ascii(flow.source().text());
        byte[] destination = ascii(flow.destination().text());
        byte[] service = flow.service() == null ? new byte[0] : flow.service().getBytes(StandardCharsets.UTF_8);
        byte[] otherName = ascii(flow.sensorId() == null ? "" : flow.sensorId());
        ByteBuffer out = ByteBuffer.allocate(FIXED_BYTES
                + 10
                + otherName.length
                + idText.length
                + source.length
                + destination.length
                + service.length);
        out.put(FORMAT).put(flow.state().code()).put((byte) flow.protocol());
        out.put(naming(id, flow));
        out.putInt(flow.sourcePort()).putInt(flow.destinationPort());
        out.putLong(flow.timestampMicros()).putDouble(flow.durationSeconds());
        out.putLong(flow.sourceBytes()).putLong(flow.destinationBytes());
        out.putLong(flow.sourcePackets()).putLong(flow.destinationPackets());
        putText(out, idText);
        putText(out, source);
        putText(out, destination);
        putText(out, service);
        if (naming(id, flow) == OTHERWISE_NAMED) {
            putText(out, otherName);
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    /** @throws IllegalArgumentException if the bytes are not of this release */
    public IdentifiedFlow decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            if (in.get() == FORMAT) {
                return take(in);
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw foreign(e);
        }
        throw foreign(null);
    }

    private static IllegalArgumentException foreign(@Nullable RuntimeException cause) {
        return new IllegalArgumentException(
                "flow record of another release on the way between two tasks; drain the"
                        + " repartition topic with that release, or delete it",
                cause);
    }

    private static IdentifiedFlow take(ByteBuffer in) {
        ConnState state = ConnState.ofCode(in.get());
        int protocol = in.get() & 0xff;
        byte naming = in.get();
        int sourcePort = in.getInt();
        int destinationPort = in.getInt();
        long timestampMicros = in.getLong();
        double durationSeconds = in.getDouble();
        long sourceBytes = in.getLong();
        long destinationBytes = in.getLong();
        long sourcePackets = in.getLong();
        long destinationPackets = in.getLong();
        String id = takeText(in);
        Host source = new Host(takeText(in));
        Host destination = new Host(takeText(in));
        String service = takeText(in);
        @Nullable String sensorId = naming == UNNAMED ? null : naming == OTHERWISE_NAMED ? takeText(in) : id;
        return new IdentifiedFlow(
                new FlowId(id),
                new Flow(
                        sensorId,
                        timestampMicros,
                        source,
                        sourcePort,
                        destination,
                        destinationPort,
                        protocol,
                        durationSeconds,
                        sourceBytes,
                        destinationBytes,
                        sourcePackets,
                        destinationPackets,
                        state,
                        service.isEmpty() ? null : service));
    }

    private static byte naming(FlowId id, Flow flow) {
        if (flow.sensorId() == null) {
            return UNNAMED;
        }
        return flow.sensorId().equals(id.value()) ? SENSOR_NAMED : OTHERWISE_NAMED;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void putText(ByteBuffer out, byte[] text) {
        out.putShort((short) text.length).put(text);
    }

    private static String takeText(ByteBuffer in) {
        int length = in.getShort() & 0xffff;
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] text = new byte[length];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
