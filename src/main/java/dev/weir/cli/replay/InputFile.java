package dev.weir.cli.replay;

import dev.weir.service.CommandException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files to read, as the user names them; {@code -} is standard input. */
public final class InputFile {
    private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

    private InputFile() {}

    /**
     * The files of these names.
     *
     * @param without what has not been done if one is not there, such as "nothing was sent"
     * @throws CommandException if one is not there
     */
    public static List<Path> all(List<String> names, String without) {
        List<Path> paths = new ArrayList<>();
        for (String name : names) {
            paths.add(one(name, without));
        }
        return paths;
    }

    /** The same for one name. */
    public static Path one(String name, String without) {
        Path path = path(name, without);
        if (!Files.exists(path)) {
            throw new CommandException("there is no file " + name + "; " + without);
        }
        return path;
    }

    private static Path path(String name, String without) {
        try {
            return name.equals("-") ? STANDARD_INPUT : Path.of(name);
        } catch (InvalidPathException e) {
            throw new CommandException(
                    "the name " + name + " cannot be written in the character set of this process ("
                            + System.getProperty("sun.jnu.encoding") + "): set LC_ALL=C.UTF-8; " + without,
                    e);
        }
    }

    /** Whether it can be opened only once, since what was read from it is gone: a pipe, whatever its name. */
    public static boolean isPipe(Path path) {
        return !Files.isRegularFile(path) && !Files.isDirectory(path);
    }
}
