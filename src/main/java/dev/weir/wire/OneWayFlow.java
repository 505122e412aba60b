package dev.weir.wire;

import dev.weir.ingest.record.TcpFlags;
import dev.weir.wire.FlowCodec.IdentifiedFlow;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * One direction of a flow, on its way to the task where it meets the other.
 *
 * @param arrived the flow as its record told it
 * @param tcpFlags {@linkplain TcpFlags all flags} that were sent in it, or {@link TcpFlags#UNTOLD}
 */
public record OneWayFlow(IdentifiedFlow arrived, int tcpFlags) {
    /** For the topic between the two tasks; internal to one release as {@link FlowCodec} is. */
    public static Serde<OneWayFlow> serde() {
        FlowCodec codec = new FlowCodec();
        return Serdes.serdeFrom(
                (topic, half) -> half.write(codec), (topic, bytes) -> read(ByteBuffer.wrap(bytes), codec));
    }

    /** As bytes. */
    public byte[] write(FlowCodec codec) {
        byte[] flow = codec.encode(arrived.id(), arrived.flow());
        return ByteBuffer.allocate(Short.BYTES + flow.length)
                .putShort((short) tcpFlags)
                .put(flow)
                .array();
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws IllegalArgumentException if the bytes are not of this release
     */
    public static OneWayFlow read(ByteBuffer in, FlowCodec codec) {
        try {
            int tcpFlags = in.getShort();
            byte[] flow = new byte[in.remaining()];
            in.get(flow);
            return new OneWayFlow(codec.decode(flow), tcpFlags);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("one-way flow of another release", e);
        }
    }
}
