package dev.weir.detector.hunt;

import dev.weir.detector.RefusedException;
import dev.weir.response.Addresses;
import inet.ipaddr.IPAddress;
import org.jspecify.annotations.Nullable;

/** Says which flows a hunt tells of. Immutable. */
public final class HuntScope {
    private static final int MOST_TEXT = 256;

    private final @Nullable String host;
    private final @Nullable String indicator;
    private final @Nullable IPAddress network;

    /**
     * @param host only flows from or to it; null for all
     * @param indicator an address, a network such as {@code 10.0.0.0/8}, or a host by another name: every flow from or to it is told of,
     *     whatever its score; null to tell of those that reach the threshold
     * @throws RefusedException if the indicator is empty or too long
     */
    public HuntScope(@Nullable String host, @Nullable String indicator) {
        if (indicator != null && (indicator.isBlank() || indicator.length() > MOST_TEXT)) {
            throw new RefusedException("an indicator must be an address, a network or a host");
        }
        this.host = host;
        this.indicator = indicator;
        this.network = indicator == null ? null : Addresses.network(indicator).orElse(null);
    }

    boolean isByIndicator() {
        return indicator != null;
    }

    boolean has(MissedFlow flow) {
        return (host == null || flow.isOf(host))
                && (indicator == null || isIndicated(flow.source) || isIndicated(flow.destination));
    }

    private boolean isIndicated(String name) {
        IPAddress among = network;
        return among == null
                ? name.equals(indicator)
                : Addresses.address(name).map(among::contains).orElse(false);
    }
}
