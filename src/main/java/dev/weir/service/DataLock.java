package dev.weir.service;

import dev.weir.files.ProcessLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps a second process off a data folder. */
final class DataLock {
    private DataLock() {}

    /** @throws CommandException if another process holds it; the message says which */
    static ProcessLock take(DataDirectory directory) {
        Path file = directory.lockFile();
        try {
            Optional<ProcessLock> lock = ProcessLock.tryTake(file);
            if (lock.isEmpty()) {
                throw new CommandException("a detector runs on " + directory.path() + " already (process "
                        + Files.readString(file).strip() + "): stop it, or give another folder with --data-dir");
            }
            return lock.get();
        } catch (IOException e) {
            throw new CommandException("the lock " + file + " cannot be taken (" + e + "): check its rights", e);
        }
    }
}
