package dev.weir.sharing.intel;

import dev.weir.response.Addresses;
import inet.ipaddr.IPAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Networks of which nothing is passed on and nothing is taken in: those that name nobody in particular (private, multicast,
 * documentation), and those on which everybody depends (public resolvers, root name servers). An indicator that equals one, lies in
 * one or contains one is dropped. The list is small and shipped; it has a line for each network, and its reason after it.
 */
public final class WarningLists {
    private static final String SHIPPED = "/dev/weir/sharing/intel/warning-list.txt";

    private final List<Listed> listed;

    private record Listed(IPAddress network, String reason) {}

    private WarningLists(List<Listed> listed) {
        this.listed = listed;
    }

    /** The list that Weir comes with. */
    public static WarningLists shipped() {
        try (InputStream in = Objects.requireNonNull(WarningLists.class.getResourceAsStream(SHIPPED))) {
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the shipped warning list cannot be read", e);
        }
    }

    static WarningLists of(List<String> lines) {
        List<Listed> listed = new ArrayList<>();
        for (String line : lines) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split("\\s+", 2);
                listed.add(new Listed(Addresses.network(parts[0]).orElseThrow(), parts[1]));
            }
        }
        return new WarningLists(listed);
    }

    /** Why a network must not be an indicator; empty if it may be. */
    public Optional<String> reason(IPAddress network) {
        return listed.stream()
                .filter(one -> one.network().contains(network) || network.contains(one.network()))
                .map(Listed::reason)
                .findFirst();
    }
}
