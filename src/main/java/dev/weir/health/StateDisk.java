package dev.weir.health;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Room on the disk that holds the state. A store notices a full disk when it next flushes, which may be minutes later; until then
 * a detector would seem well.
 */
public final class StateDisk {
    static final long LEAST_BYTES = 1024 * 1024;

    private final Path directory;
    private final Room room;

    /** How much a disk has left. */
    interface Room {
        long usableBytes() throws IOException;
    }

    /** @throws IOException if there is no such folder */
    public static StateDisk of(Path directory) throws IOException {
        FileStore disk = Files.getFileStore(directory);
        return new StateDisk(directory, disk::getUsableSpace);
    }

    StateDisk(Path directory, Room room) {
        this.directory = directory;
        this.room = room;
    }

    /** What is wrong with it, if anything is. */
    public Optional<Throwable> failure() {
        try {
            long usableBytes = room.usableBytes();
            return usableBytes >= LEAST_BYTES
                    ? Optional.empty()
                    : Optional.of(new IOException("No space left on device: the disk of " + directory + " has "
                            + usableBytes + " bytes left, and state needs at least " + LEAST_BYTES
                            + "; make room there"));
        } catch (IOException e) {
            return Optional.of(new IOException("cannot ask the disk of " + directory + " for its room", e));
        }
    }
}
