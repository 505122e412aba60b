package dev.weir.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One broker per folder. The operating system drops the lock with the process, however that ends, so there is never a
 * stale one to remove by hand.
 */
final class DirectoryLock implements AutoCloseable {
    private static final String FILE = "broker.lock";

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws BrokerException if the folder cannot be made or written, or is in use */
    static DirectoryLock take(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel =
                    FileChannel.open(directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new BrokerException("another embedded broker runs on " + directory
                        + ": stop it, or choose another folder with --data-dir");
            }
            return new DirectoryLock(channel);
        } catch (IOException e) {
            throw new BrokerException(
                    "the broker's folder " + directory + " cannot be made or written (" + e + "): check its rights", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new BrokerException("the broker's lock cannot be released: " + e, e);
        }
    }
}
