package dev.weir.response;

import dev.weir.flow.Host;
import org.jspecify.annotations.Nullable;

/**
 * Whose traffic a response is about.
 *
 * @param host the host
 * @param peer the other one, if it is only about what passes between the two; else null
 */
public record Target(Host host, @Nullable Host peer) {
    /** All that a host sends and receives. */
    public static Target of(Host host) {
        return new Target(host, null);
    }

    @Override
    public String toString() {
        return peer == null ? host.text() : host.text() + " and " + peer.text();
    }
}
