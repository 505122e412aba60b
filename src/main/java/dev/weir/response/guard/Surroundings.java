package dev.weir.response.guard;

import dev.weir.flow.Host;
import java.util.OptionalLong;

/** What the detector has seen of the network, for the guards. */
public interface Surroundings {
    /** Has seen nothing. */
    Surroundings NONE = new Surroundings() {
        @Override
        public OptionalLong clientsOf(Host host) {
            return OptionalLong.empty();
        }

        @Override
        public OptionalLong activeHosts() {
            return OptionalLong.empty();
        }
    };

    /** How many hosts use a host as a server, about; empty if it was not seen as one. */
    OptionalLong clientsOf(Host host);

    /** How many hosts send flows, about; empty if that is not known. */
    OptionalLong activeHosts();
}
