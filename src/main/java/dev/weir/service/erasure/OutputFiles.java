package dev.weir.service.erasure;

import dev.weir.sharing.privacy.NamedHost;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The file that alerts are passed on in, and the full ones before it. The host is written over in its place: whoever appends to the
 * file or follows it meanwhile is not disturbed.
 */
final class OutputFiles {
    private final NamedHost host;
    private final Path file;

    OutputFiles(NamedHost host, Path file) {
        this.host = host;
        this.file = file.toAbsolutePath();
    }

    /** Writes over the host; returns what was found, and what is left. */
    Erased erase() {
        long before = 0;
        long after = 0;
        for (Path one : files()) {
            before += lines(one, true);
            after += lines(one, false);
        }
        return new Erased(file.toString(), before, after, "");
    }

    private List<Path> files() {
        Pattern numbered = Pattern.compile(Pattern.quote(String.valueOf(file.getFileName())) + "(\\.\\d+)?");
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(one ->
                            numbered.matcher(String.valueOf(one.getFileName())).matches())
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read", e);
        }
    }

    private long lines(Path one, boolean isBlanked) {
        long found = 0;
        try (RandomAccessFile open = new RandomAccessFile(one.toFile(), isBlanked ? "rw" : "r")) {
            long start = 0;
            for (String line = open.readLine(); line != null; line = open.readLine()) {
                long next = open.getFilePointer();
                if (host.isNamedIn(line)) {
                    found++;
                    if (isBlanked) {
                        open.seek(start);
                        open.write(host.blanked(line).getBytes(StandardCharsets.ISO_8859_1));
                        open.seek(next);
                    }
                }
                start = next;
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(one + " cannot be read or written: check rights and free space", e);
        }
    }
}
