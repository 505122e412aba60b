package dev.weir.torture;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A disk in memory, small enough to be filled. */
final class SmallDisk implements AutoCloseable {
    private static final String SIZE = "512m";

    private final Path folder;
    private final String refusal;

    private SmallDisk(Path folder, String refusal) {
        this.folder = folder;
        this.refusal = refusal;
    }

    /** Mounts it on the folder, where that is permitted; where it is not, the folder stays on the disk it is on. */
    static SmallDisk mount(Path folder) {
        return new SmallDisk(
                folder, Commands.run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", folder.toString()));
    }

    boolean isMounted() {
        return refusal.isEmpty();
    }

    /** Why it is not mounted. */
    String refusal() {
        return refusal;
    }

    /** Leaves no byte free, as long as nobody makes room. */
    void fill() {
        byte[] block = new byte[64 * 1024];
        try (OutputStream filler =
                Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                filler.write(block);
            }
        } catch (IOException full) {
            // Which is what this was for.
        }
    }

    void free() {
        try {
            Files.deleteIfExists(filler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    @Override
    public void close() {
        if (isMounted()) {
            Commands.run("umount", "-l", folder.toString());
        }
    }
}
