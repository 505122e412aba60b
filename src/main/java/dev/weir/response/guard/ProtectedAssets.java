package dev.weir.response.guard;

import dev.weir.flow.Host;
import dev.weir.response.Action;
import dev.weir.response.AddressSet;
import dev.weir.response.Addresses;
import dev.weir.response.Target;
import inet.ipaddr.IPAddress;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Knows the assets that no action may touch: those that people list, those that Weir needs, and hosts seen to serve many clients. */
public final class ProtectedAssets {
    private final AddressSet listed;
    private final AddressSet own;
    private final Surroundings surroundings;
    private final int serverClients;

    /**
     * @param listed by people
     * @param own what Weir itself needs, as {@link OwnAddresses} finds it
     * @param serverClients a host with so many clients or more is a server
     */
    public ProtectedAssets(AddressSet listed, AddressSet own, Surroundings surroundings, int serverClients) {
        this.listed = listed;
        this.own = own;
        this.surroundings = surroundings;
        this.serverClients = serverClients;
    }

    /** Why a target is not to be acted on; empty if it may be. Hosts that are no IP addresses never are. */
    public Optional<String> why(Action action, Target target) {
        if (!action.changesTraffic()) {
            return Optional.empty();
        }
        String reason = why(action, target.host());
        if (reason == null && target.peer() != null) {
            reason = why(action, target.peer());
        }
        return Optional.ofNullable(reason);
    }

    private @Nullable String why(Action action, Host host) {
        IPAddress address = Addresses.address(host).orElse(null);
        if (address == null) {
            return host + " is no IP address";
        }
        String what = own.find(address).or(() -> listed.find(address)).orElse(null);
        if (what != null) {
            return host + " is protected: " + what;
        }
        // Traffic to a server under attack is what redirection is for.
        OptionalLong clients = action == Action.REDIRECT ? OptionalLong.empty() : surroundings.clientsOf(host);
        return clients.isPresent() && clients.getAsLong() >= serverClients
                ? host + " is protected: serves " + clients.getAsLong() + " clients"
                : null;
    }
}
