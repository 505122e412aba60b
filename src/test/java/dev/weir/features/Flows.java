package dev.weir.features;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.Host;
import dev.weir.flow.Protocol;

/** Flows for tests. */
final class Flows {
    static final long START_MICROS = 1_600_000_000_000_000L;

    private Flows() {}

    /** An answered TCP flow. */
    static Flow tcp(double seconds, String source, String destination, int port) {
        return of(seconds, source, destination, port, 500, ConnState.SF);
    }

    /** An attempt that nobody answered. */
    static Flow unanswered(double seconds, String source, String destination, int port) {
        return of(seconds, source, destination, port, 0, ConnState.S0);
    }

    /** The same flow, reported when it was over after so many seconds. */
    static Flow lasting(Flow flow, double seconds) {
        return new Flow(
                flow.sensorId(),
                flow.timestampMicros(),
                flow.source(),
                flow.sourcePort(),
                flow.destination(),
                flow.destinationPort(),
                flow.protocol(),
                seconds,
                flow.sourceBytes(),
                flow.destinationBytes(),
                flow.sourcePackets(),
                flow.destinationPackets(),
                flow.state(),
                flow.service());
    }

    private static Flow of(
            double seconds, String source, String destination, int port, long answered, ConnState state) {
        long micros = START_MICROS + (long) (seconds * 1e6);
        return new Flow(
                null,
                micros,
                new Host(source),
                40_000,
                new Host(destination),
                port,
                Protocol.TCP,
                0.1,
                100,
                answered,
                2,
                answered > 0 ? 2 : 0,
                state,
                null);
    }
}
