package dev.weir.desk.audit;

import dev.weir.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The end of the chain of one instance, kept beside the topic: without it nobody could tell that the last records are missing.
 *
 * @param writer the instance
 * @param number place of its last entry; 0 if there is none yet
 * @param hash SHA-256 of the bytes of that
 */
public record AuditHead(String writer, long number, String hash) {
    private static final int PARTS = 3;

    /** The head that a file holds, if there is one. */
    public static Optional<AuditHead> read(Path file) {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            String[] parts = Files.readString(file).strip().split(" ", -1);
            if (parts.length == PARTS) {
                return Optional.of(new AuditHead(parts[0], Long.parseLong(parts[1]), parts[2]));
            }
            throw new NumberFormatException("not three words");
        } catch (IOException | NumberFormatException e) {
            throw new IllegalStateException(
                    file + " cannot be read (" + e.getMessage() + "): restore it, or delete it to begin another chain",
                    e);
        }
    }

    /** The heads of all files that are there. */
    public static List<AuditHead> readAll(List<Path> files) {
        return files.stream().flatMap(file -> read(file).stream()).toList();
    }

    void write(Path file) {
        try {
            AtomicFile.writePrivate(file, writer + " " + number + " " + hash + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: check rights and free space", e);
        }
    }
}
