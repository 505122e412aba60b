package dev.weir.broker;

import dev.weir.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The port of the last run, kept in the folder, so that the settings of producers survive a restart. */
final class RememberedPort {
    private static final Logger LOG = LoggerFactory.getLogger(RememberedPort.class);
    private static final String FILE = "broker.port";

    private final Path file;

    RememberedPort(Path directory) {
        file = directory.resolve(FILE);
    }

    /**
     * Binds the asked port, or for 0 the remembered one if it is free, or any free one; and remembers it.
     *
     * @throws BrokerException if the asked port is taken or the folder cannot be written
     */
    BoundSockets bind(int asked) {
        try {
            BoundSockets sockets = asked == 0 ? bindRemembered() : BoundSockets.bind(asked);
            write(sockets.clientPort());
            return sockets;
        } catch (IOException e) {
            throw new BrokerException(
                    asked == 0
                            ? "no port on 127.0.0.1 could be taken for the broker or written to " + file + ": " + e
                            : "port " + asked + " on 127.0.0.1 cannot be taken for the broker (" + e.getMessage()
                                    + "): stop what uses it, or choose another, or 0 for any free one",
                    e);
        }
    }

    private BoundSockets bindRemembered() throws IOException {
        int remembered = read();
        if (remembered == 0) {
            return BoundSockets.bind(0);
        }
        try {
            return BoundSockets.bind(remembered);
        } catch (IOException taken) {
            BoundSockets sockets = BoundSockets.bind(0);
            LOG.warn(
                    "Port {} of the last run is taken; the broker now listens on 127.0.0.1:{}",
                    remembered,
                    sockets.clientPort());
            return sockets;
        }
    }

    private int read() throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        try {
            int port = Integer.parseInt(Files.readString(file).strip());
            return port > 0 && port <= 65_535 ? port : 0;
        } catch (NumberFormatException damaged) {
            return 0;
        }
    }

    private void write(int port) throws IOException {
        AtomicFile.writePrivate(file, port + "\n");
    }
}
