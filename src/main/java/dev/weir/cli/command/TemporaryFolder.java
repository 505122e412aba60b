package dev.weir.cli.command;

import dev.weir.service.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder for temporary files, where libraries of native code are unpacked and run from: Vowpal Wabbit's, RocksDB's and those that
 * Kafka unpacks compressed records with. If it is of no use for that, the linker fails long after the start, in the middle of
 * something, and says nothing of the folder.
 */
public final class TemporaryFolder {
    /** As much as the libraries take, and a little. */
    private static final long LEAST_BYTES = 64L << 20;

    private static final String WHAT_TO_DO = ": name another with WEIR_JAVA_OPTS=-Djava.io.tmpdir=FOLDER";

    private TemporaryFolder() {}

    /** @throws CommandException if native libraries cannot be unpacked and run there; the message says why */
    public static void require() {
        require(System.getProperty("java.io.tmpdir", ""), WHAT_TO_DO);
    }

    static void require(String name, String whatToDo) {
        try {
            Path folder = Path.of(name).toAbsolutePath();
            if (!Files.isDirectory(folder)) {
                throw unusable(folder, Files.exists(folder) ? "is no folder" : "is not there", whatToDo);
            }
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < LEAST_BYTES) {
                throw unusable(
                        folder,
                        "is full: " + (free >> 20) + " MB are free, and native libraries take " + (LEAST_BYTES >> 20)
                                + " MB",
                        whatToDo);
            }
            requireExecutable(folder, whatToDo);
        } catch (IOException | InvalidPathException e) {
            throw new CommandException(
                    "the folder for temporary files " + name + " cannot be used (" + e + ")" + whatToDo, e);
        }
    }

    private static void requireExecutable(Path folder, String whatToDo) throws IOException {
        Path probe;
        try {
            probe = Files.createTempFile(
                    folder,
                    "weir",
                    ".probe",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw unusable(folder, "cannot be written to (" + e.getMessage() + ")", whatToDo);
        }
        try {
            if (!Files.isExecutable(probe)) {
                throw unusable(folder, "is mounted noexec, so that no native library runs from there", whatToDo);
            }
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private static CommandException unusable(Path folder, String why, String whatToDo) {
        return new CommandException("the folder for temporary files " + folder + " " + why + whatToDo);
    }
}
