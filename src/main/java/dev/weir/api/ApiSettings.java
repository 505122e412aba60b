package dev.weir.api;

/**
 * Where the API listens, always on the loopback.
 *
 * @param port TCP port, 0 to 65535; 0 takes a free one
 */
public record ApiSettings(int port) {
    public ApiSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, got " + port);
        }
    }

    public static ApiSettings defaults() {
        return new ApiSettings(0);
    }
}
