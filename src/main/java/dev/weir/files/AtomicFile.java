package dev.weir.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes a small file whole or not at all, in place of what was there: nobody ever reads half of it, also after a crash. */
public final class AtomicFile {
    private static final Set<StandardOpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    private static final FileAttribute<?> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private AtomicFile() {}

    /** Writes a file with the rights that new files have. */
    public static void write(Path file, byte[] bytes) throws IOException {
        replace(file, bytes);
    }

    /** Writes a file that nobody but its owner can read, at no moment. */
    public static void writePrivate(Path file, String text) throws IOException {
        replace(file, text.getBytes(StandardCharsets.UTF_8), OWNER_ALONE);
    }

    private static void replace(Path file, byte[] bytes, FileAttribute<?>... rights) throws IOException {
        Path target = file.toAbsolutePath();
        Path fresh = target.resolveSibling("." + target.getFileName() + ".part");
        Files.deleteIfExists(fresh);
        try {
            try (FileChannel out = FileChannel.open(fresh, OPTIONS, rights)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    out.write(rest);
                }
                out.force(true);
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
