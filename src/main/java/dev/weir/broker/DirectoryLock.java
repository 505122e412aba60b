package dev.weir.broker;

import dev.weir.files.ProcessLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One broker per folder. */
final class DirectoryLock {
    private static final String FILE = "broker.lock";

    private DirectoryLock() {}

    /** @throws BrokerException if the folder cannot be made or written, or is in use */
    static ProcessLock take(Path directory) {
        try {
            Files.createDirectories(directory);
            return ProcessLock.tryTake(directory.resolve(FILE))
                    .orElseThrow(() -> new BrokerException("another embedded broker runs on " + directory
                            + ": stop it, or choose another folder with --data-dir"));
        } catch (IOException e) {
            throw new BrokerException(
                    "the broker's folder " + directory + " cannot be made or written (" + e + "): check its rights", e);
        }
    }
}
