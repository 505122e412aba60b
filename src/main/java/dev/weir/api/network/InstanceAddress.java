package dev.weir.api.network;

import dev.weir.flow.Digests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Where one instance reaches another, as each tells the others: {@code HOST:PORT} over TLS; or, of one that listens on the loopback
 * alone, a name of that loopback, under which nobody but an instance on the same one finds it.
 */
public final class InstanceAddress {
    private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "::");
    private static final String LOOPBACK = "loopback-";
    private static final int NAME_LENGTH = 16;
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path NETWORK = Path.of("/proc/self/ns/net");

    private InstanceAddress() {}

    /**
     * What this instance tells the others.
     *
     * @param overTls where it listens over TLS, if it does
     * @param port on the loopback
     * @return empty if it cannot be reached
     */
    public static Optional<String> own(Optional<ListenAddress> overTls, int port) {
        return overTls.isPresent()
                ? overTls.flatMap(InstanceAddress::named)
                : loopback().map(name -> name + ":" + port);
    }

    private static Optional<String> named(ListenAddress address) {
        if (address.port() == 0) {
            return Optional.empty();
        }
        try {
            String host = ANY_ADDRESS.contains(address.host())
                    ? InetAddress.getLocalHost().getHostName()
                    : address.host();
            return Optional.of(new ListenAddress(host, address.port()).toString());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Where to ask the instance that tells this; empty if it listens on the loopback of another machine. */
    public static Optional<URI> root(String told) {
        if (!told.startsWith(LOOPBACK)) {
            return Optional.of(URI.create("https://" + told));
        }
        int portAt = told.lastIndexOf(':');
        return loopback()
                .filter(own -> own.equals(told.substring(0, portAt)))
                .map(own -> URI.create("http://127.0.0.1" + told.substring(portAt)));
    }

    /** A loopback belongs to a network namespace of a running machine. */
    private static Optional<String> loopback() {
        try {
            String place = Files.readString(BOOT) + Files.readSymbolicLink(NETWORK);
            return Optional.of(LOOPBACK
                    + Digests.sha256Hex(place.getBytes(StandardCharsets.UTF_8)).substring(0, NAME_LENGTH));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
