package dev.weir.service;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The folder in which Weir is installed, with its settings and models; never the one that somebody happens to stand in. */
public final class Home {
    /** System property by which the launcher says where it is. */
    private static final String PROPERTY = "weir.home";

    private static final Path SETTINGS = Path.of("config", "weir.yaml");
    private static final int MOST_LEVELS_UP = 6;

    private Home() {}

    /** The settings file that Weir came with; empty if there is none. */
    public static Optional<Path> settingsFile() {
        return Optional.of(file(SETTINGS)).filter(Files::exists);
    }

    /** A file that comes with Weir, whether it is there or not. */
    public static Path file(Path relative) {
        String told = System.getProperty(PROPERTY, "");
        return (told.isEmpty() ? around(program()) : Path.of(told)).resolve(relative);
    }

    /** Without a launcher the program itself tells: it lies in the home, or in a folder of it. */
    private static Path around(@Nullable Path program) {
        Path folder = program;
        for (int level = 0; folder != null && level < MOST_LEVELS_UP; level++) {
            if (Files.exists(folder.resolve(SETTINGS))) {
                return folder;
            }
            folder = folder.getParent();
        }
        return program == null ? Path.of("/") : program;
    }

    private static @Nullable Path program() {
        CodeSource source = Home.class.getProtectionDomain().getCodeSource();
        try {
            return source == null ? null : Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
