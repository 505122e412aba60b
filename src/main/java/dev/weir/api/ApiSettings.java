package dev.weir.api;

import dev.weir.api.network.InstanceAddress;
import dev.weir.api.network.ListenAddress;
import dev.weir.api.network.Proxies;
import dev.weir.api.network.TlsIdentity;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the API listens: on the loopback, and beyond it over TLS if told.
 *
 * @param port TCP port on 127.0.0.1, 0 to 65535; 0 takes a free one
 * @param listen {@code HOST:PORT} to listen on over TLS; empty for none
 * @param certificate file with certificates in PEM, or a PKCS12 store; empty for none
 * @param key file with the key in PEM, or with the password of the store; empty for none
 * @param requestsPerSecond how many requests of one client are answered, 1 to 1000000
 * @param proxies addresses and networks whose {@code Forwarded} is believed, apart by commas; empty for none
 */
public record ApiSettings(
        int port, String listen, String certificate, String key, int requestsPerSecond, String proxies) {
    private static final int USUAL_RATE = 2_000;
    private static final int MOST_RATE = 1_000_000;

    /** @throws IllegalArgumentException if one of them cannot be */
    public ApiSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, got " + port);
        }
        if (requestsPerSecond < 1 || requestsPerSecond > MOST_RATE) {
            throw new IllegalArgumentException(
                    "requests-per-second must be 1 to " + MOST_RATE + ", got " + requestsPerSecond);
        }
        ListenAddress.of(listen);
        new Proxies(proxies);
    }

    public static ApiSettings defaults() {
        return ofPort(0);
    }

    /** The defaults on a port. */
    public static ApiSettings ofPort(int port) {
        return new ApiSettings(port, "", "", "", USUAL_RATE, "");
    }

    /** The same on another port. */
    public ApiSettings onPort(int other) {
        return new ApiSettings(other, listen, certificate, key, requestsPerSecond, proxies);
    }

    /** How other instances reach this one, {@code HOST:PORT}; empty if they cannot. */
    public Optional<String> instanceAddress() {
        return port == 0 && listen.isEmpty() ? Optional.empty() : InstanceAddress.own(listenAddress(), port);
    }

    /** Where to listen over TLS; empty for nowhere. */
    Optional<ListenAddress> listenAddress() {
        return ListenAddress.of(listen);
    }

    /**
     * What is shown there.
     *
     * @throws IllegalArgumentException if it is not set or cannot be read
     */
    TlsIdentity identity() {
        if (certificate.isEmpty() || key.isEmpty()) {
            throw new IllegalArgumentException("api.listen " + listen
                    + " takes TLS: set api.certificate and api.key too, or leave api.listen empty for 127.0.0.1 alone");
        }
        return TlsIdentity.read(Path.of(certificate), Path.of(key));
    }
}
