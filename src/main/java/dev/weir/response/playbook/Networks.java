package dev.weir.response.playbook;

import dev.weir.flow.Host;
import dev.weir.response.AddressSet;
import dev.weir.response.Addresses;
import inet.ipaddr.IPAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which networks are one's own, and which hosts belong together. */
final class Networks {
    /** Two people must say yes to what is done to a host of this group. */
    static final String SERVERS = "servers";

    private final AddressSet internal;
    private final Map<String, AddressSet> groups;

    Networks(AddressSet internal, Map<String, AddressSet> groups) {
        this.internal = internal;
        this.groups = new TreeMap<>(groups);
    }

    Direction direction(Host source, Host destination) {
        return Direction.of(isInternal(source), isInternal(destination));
    }

    Set<String> groupsOf(Host host) {
        Optional<IPAddress> address = Addresses.address(host);
        if (address.isEmpty() || groups.isEmpty()) {
            return Set.of();
        }
        Set<String> found = new TreeSet<>();
        groups.forEach((name, networks) -> {
            if (networks.contains(address.get())) {
                found.add(name);
            }
        });
        return found;
    }

    private boolean isInternal(Host host) {
        return Addresses.address(host).map(internal::contains).orElse(false);
    }
}
