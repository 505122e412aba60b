package dev.weir.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Vowpal Wabbit's native library. The launcher says where it lies; else its own loader unpacks 17 MB into the folder for temporary
 * files and leaves them there for good. What is loaded needs its file no longer, so that it is removed at once, which also a
 * killed process has done.
 */
final class NativeLibrary {
    private static final String UNPACKED_INTO = "tmplibvw";
    private static final Path MAPPED_FILES = Path.of("/proc/self/maps");

    private NativeLibrary() {}

    /** Loads it, unless it is loaded. */
    private static final class Loaded {
        static {
            try {
                Class.forName("org.vowpalwabbit.spark.VowpalWabbitNative");
            } catch (ClassNotFoundException e) {
                throw new NoClassDefFoundError(e.getMessage());
            } finally {
                removeUnpacked();
            }
        }

        private Loaded() {}

        static void touch() {}
    }

    /** @throws UnsupportedOperationException if it does not run here; the message says what it needs */
    static void load() {
        requireSupportedPlatform();
        try {
            Loaded.touch();
        } catch (LinkageError e) {
            throw new UnsupportedOperationException(
                    "Vowpal Wabbit's native library does not load here; it needs Linux on x86-64 with glibc 2.17 or newer,"
                            + " and, without scripts/weir, room for 32 MB in " + System.getProperty("java.io.tmpdir")
                            + " and a class path without blanks",
                    e);
        }
    }

    private static void requireSupportedPlatform() {
        String system = System.getProperty("os.name", "") + " " + System.getProperty("os.arch", "");
        String plain = system.toLowerCase(Locale.ROOT);
        if (!plain.equals("linux amd64") && !plain.equals("linux x86_64")) {
            throw new UnsupportedOperationException(
                    "Weir learns with Vowpal Wabbit, whose library for Java runs on Linux x86-64 only, not on " + system
                            + "; run it there, or in a Linux x86-64 container");
        }
    }

    /** The kernel tells which file the library came from; one that was not unpacked is left alone. */
    private static void removeUnpacked() {
        try {
            List<String> mapped = Files.readAllLines(MAPPED_FILES, StandardCharsets.UTF_8);
            for (String line : mapped) {
                int path = line.indexOf('/');
                if (path >= 0 && line.contains("/" + UNPACKED_INTO) && line.endsWith(".so")) {
                    remove(Path.of(line.substring(path)));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // It stays until somebody clears the folder: untidy, and no reason not to learn.
        }
    }

    private static void remove(Path library) throws IOException {
        Path file = library;
        while (file != null && Files.deleteIfExists(file) && !name(file).startsWith(UNPACKED_INTO)) {
            file = file.getParent();
            if (file != null && !isEmpty(file)) {
                return;
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
