package dev.weir.flow;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One network flow as a sensor reported it. It has no label: ground truth travels beside it, in a {@link Label}.
 *
 * @param sensorId the sensor's own id of the flow (Zeek {@code uid}), a valid {@link FlowId}; null if the record has none
 * @param timestampMicros start of the flow, microseconds since 1970-01-01T00:00Z, 0 to {@link #MAX_TIMESTAMP_MICROS}
 * @param source who opened the flow
 * @param sourcePort 0 to 65535, or {@link #ABSENT}; for ICMP the type, as Zeek writes it
 * @param destination who was contacted
 * @param destinationPort 0 to 65535, or {@link #ABSENT}; for ICMP the code
 * @param protocol IANA protocol number, 0 to 255
 * @param durationSeconds 0 or more, or NaN if absent
 * @param sourceBytes bytes sent by the source, 0 or more, or {@link #ABSENT}
 * @param destinationBytes bytes sent by the destination, 0 or more, or {@link #ABSENT}
 * @param sourcePackets packets sent by the source, 0 or more, or {@link #ABSENT}
 * @param destinationPackets packets sent by the destination, 0 or more, or {@link #ABSENT}
 * @param state how the connection went
 * @param service application protocol as the sensor names it, at most {@link #MAX_SERVICE_LENGTH} characters; null if absent
 */
public record Flow(
        @Nullable String sensorId,
        long timestampMicros,
        Host source,
        int sourcePort,
        Host destination,
        int destinationPort,
        int protocol,
        double durationSeconds,
        long sourceBytes,
        long destinationBytes,
        long sourcePackets,
        long destinationPackets,
        ConnState state,
        @Nullable String service) {

    /** Stands for a number that the record does not have. */
    public static final int ABSENT = -1;
    /** The end of the year 9999. */
    public static final long MAX_TIMESTAMP_MICROS = 253_402_300_799_999_999L;

    public static final int MAX_PORT = 65_535;
    public static final int MAX_SERVICE_LENGTH = 64;

    /** @throws IllegalArgumentException if a value is outside the range given above; the message names it */
    public Flow {
        if (sensorId != null && !FlowId.isValid(sensorId)) {
            throw new IllegalArgumentException("sensor id is no valid flow id");
        }
        check("timestamp", timestampMicros, 0, MAX_TIMESTAMP_MICROS);
        check("source port", sourcePort, ABSENT, MAX_PORT);
        check("destination port", destinationPort, ABSENT, MAX_PORT);
        check("protocol", protocol, 0, Protocol.UNKNOWN);
        check("source bytes", sourceBytes, ABSENT, Long.MAX_VALUE);
        check("destination bytes", destinationBytes, ABSENT, Long.MAX_VALUE);
        check("source packets", sourcePackets, ABSENT, Long.MAX_VALUE);
        check("destination packets", destinationPackets, ABSENT, Long.MAX_VALUE);
        if (durationSeconds < 0 || Double.isInfinite(durationSeconds)) {
            throw new IllegalArgumentException("duration must be 0 s or more, got " + durationSeconds);
        }
        if (service != null && (service.isEmpty() || service.length() > MAX_SERVICE_LENGTH)) {
            throw new IllegalArgumentException("service must have 1 to " + MAX_SERVICE_LENGTH + " characters");
        }
    }

    /** The sensor's id if there is one, and it cannot be taken for one of Weir's; else that of the record that brought the flow. */
    public FlowId idOr(int partition, long offset) {
        return Optional.ofNullable(sensorId)
                .filter(id -> !FlowId.isReserved(id))
                .map(FlowId::new)
                .orElseGet(() -> FlowId.ofRecord(partition, offset));
    }

    /** Start of the flow in seconds since 1970-01-01T00:00Z. */
    public double timestampSeconds() {
        return timestampMicros / 1e6;
    }

    private static void check(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " must be " + least + " to " + most + ", got " + value);
        }
    }
}
