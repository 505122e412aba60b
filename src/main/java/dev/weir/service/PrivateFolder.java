package dev.weir.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells whether a folder is this user's alone: nobody else may read it, change it or put another in its place. */
public final class PrivateFolder {
    public static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rwx------");

    private static final int WRITABLE_BY_ALL = 0002;
    private static final int KEPT_TO_OWNERS = 01000;
    private static final Path THIS_PROCESS = Path.of("/proc/self");

    private PrivateFolder() {}

    /**
     * What is wrong with it, and the command that mends it.
     *
     * @return the rest of a sentence about the folder; empty if it is private, or not there
     */
    static Optional<String> problem(Path folder) {
        if (!Files.exists(folder)) {
            return Optional.empty();
        }
        try {
            Path real = folder.toRealPath();
            int owner = owner(real);
            int user = owner(THIS_PROCESS);
            if (owner != user) {
                return Optional.of("belongs to " + Files.getOwner(real).getName()
                        + ", not to the user of this process: give another with --data-dir, or, if what is in it can be"
                        + " trusted, take it over with: chown -R " + user + " " + quoted(real));
            }
            if (!OWNER_ALONE.containsAll(Files.getPosixFilePermissions(real))) {
                return Optional.of("is open to others ("
                        + PosixFilePermissions.toString(Files.getPosixFilePermissions(real))
                        + "), who could read its secrets or change the model: chmod -R go= " + quoted(real));
            }
            return Optional.ofNullable(openAbove(real));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String openAbove(Path real) throws IOException {
        for (Path above = real.getParent(); above != null; above = above.getParent()) {
            int mode = (int) Files.getAttribute(above, "unix:mode");
            if ((mode & WRITABLE_BY_ALL) != 0 && (mode & KEPT_TO_OWNERS) == 0) {
                return "is in " + above + ", where anyone may put another in its place: chmod o-w " + quoted(above);
            }
        }
        return null;
    }

    private static int owner(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:uid");
    }

    /** For a shell, and free of what messages escape. */
    private static String quoted(Path path) {
        String text = path.toString();
        return text.contains("'") ? '"' + text + '"' : "'" + text + "'";
    }
}
