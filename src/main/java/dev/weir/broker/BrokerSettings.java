package dev.weir.broker;

import java.nio.file.Path;

/**
 * Where the embedded broker keeps its data, and where it listens.
 *
 * @param directory folder of its own; made if missing, its data is used again if there is some
 * @param port TCP port on 127.0.0.1, 1 to 65535; 0 takes a free one and keeps to it at the next start while it is free
 */
public record BrokerSettings(Path directory, int port) {
    private static final int MAX_PORT = 65_535;

    public BrokerSettings {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("broker port " + port + " is not in 0.." + MAX_PORT);
        }
        directory = directory.toAbsolutePath().normalize();
    }
}
