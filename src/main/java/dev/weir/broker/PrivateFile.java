package dev.weir.broker;

import dev.weir.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file that its owner alone may read. */
final class PrivateFile {
    private PrivateFile() {}

    /** Writes it whole or not at all, never readable by others. */
    static void write(Path file, String text) {
        try {
            AtomicFile.writePrivate(file, text);
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
