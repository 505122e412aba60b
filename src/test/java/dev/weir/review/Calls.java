package dev.weir.review;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.Host;
import dev.weir.flow.Protocol;

/** Flows of one host that calls another. */
final class Calls {
    private Calls() {}

    /** @param bytes that the caller sends; as many come back */
    static Flow of(String from, String to, double seconds, int bytes) {
        return new Flow(
                null,
                (long) (1e6 * seconds),
                new Host(from),
                50_000,
                new Host(to),
                443,
                Protocol.TCP,
                0.4,
                bytes,
                bytes,
                8,
                7,
                ConnState.SF,
                null);
    }
}
