package dev.weir.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A small file that its owner alone may read. */
final class PrivateFile {
    private PrivateFile() {}

    /** Writes it whole or not at all, never readable by others. */
    static void write(Path file, String text) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Path fresh = Files.createTempFile(
                    folder,
                    "new",
                    ".part",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(fresh, text);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new BrokerException(file + " cannot be written (" + e + "): check rights and free space", e);
        }
    }

    /** The text; empty if there is no such file. */
    static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new BrokerException(file + " cannot be read (" + e + "): check its rights", e);
        }
    }
}
