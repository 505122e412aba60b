package dev.weir.sharing.intel;

import dev.weir.response.Addresses;
import inet.ipaddr.IPAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the sources that have a host on their lists: by its address, and by the network that it has for each length in use. Immutable. */
public final class IndicatorIndex {
    /** Nobody lists anything. */
    static final IndicatorIndex EMPTY = new IndicatorIndex(Map.of());

    private final Map<String, List<Mark>> byNetwork = new HashMap<>();
    private final Set<Integer> lengthsOfIpv4 = new TreeSet<>();
    private final Set<Integer> lengthsOfIpv6 = new TreeSet<>();

    /**
     * That a source lists an address or network.
     *
     * @param until when that ends; null if it does not
     */
    record Mark(String source, @Nullable Instant until) {
        boolean isValidAt(Instant now) {
            return until == null || now.isBefore(until);
        }
    }

    /** @param all indicators by source */
    public IndicatorIndex(Map<String, List<Indicator>> all) {
        all.forEach((source, indicators) -> indicators.forEach(indicator -> add(source, indicator)));
    }

    private void add(String source, Indicator indicator) {
        IPAddress network = Addresses.network(indicator.network()).orElse(null);
        if (network != null && network.isMultiple()) {
            (network.isIPv4() ? lengthsOfIpv4 : lengthsOfIpv6).add(network.getNetworkPrefixLength());
        }
        String key = network == null || !network.isMultiple() ? indicator.network() : network.toCanonicalString();
        byNetwork.computeIfAbsent(key, unused -> new ArrayList<>(1)).add(new Mark(source, indicator.validUntil()));
    }

    boolean isEmpty() {
        return byNetwork.isEmpty();
    }

    /** Who ever listed a host, in no order. */
    List<Mark> marks(String host) {
        IPAddress address = Addresses.address(host).orElse(null);
        if (address == null) {
            return List.of();
        }
        List<Mark> marks = new ArrayList<>(byNetwork.getOrDefault(address.toCanonicalString(), List.of()));
        for (int length : address.isIPv4() ? lengthsOfIpv4 : lengthsOfIpv6) {
            marks.addAll(byNetwork.getOrDefault(address.toPrefixBlock(length).toCanonicalString(), List.of()));
        }
        return marks;
    }

    /** The sources that list a host, by name. */
    public Set<String> sources(String host, Instant now) {
        Set<String> sources = new TreeSet<>();
        marks(host).stream().filter(mark -> mark.isValidAt(now)).forEach(mark -> sources.add(mark.source()));
        return sources;
    }
}
