package dev.weir.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Opens a store whatever a disk has done to it. Files that RocksDB itself cannot make sense of are set aside, one
 * folder of them, and the store begins empty: all that was in it comes back from the model log, so that nobody has to
 * be called for it.
 */
final class DamagedStore {
    private DamagedStore() {}

    /**
     * @param damages told what was found, if anything
     * @throws StoreException if the folder is in use, or the disk refuses
     */
    static Tables open(Path folder, Consumer<String> damages) {
        try {
            if (DamageMark.isIn(folder)) {
                setAside(folder, "found damaged while it was written", damages);
            }
            try {
                return new Tables(folder);
            } catch (StoreException e) {
                Throwable cause = e.getCause();
                if (cause == null || !StoreDamage.isOne(cause)) {
                    throw e;
                }
                setAside(folder, String.valueOf(cause.getMessage()), damages);
                return new Tables(folder);
            }
        } catch (IOException e) {
            throw new StoreException(
                    "cannot set aside the damaged model store " + folder + ": " + e.getMessage()
                            + "; move it away: the model is rebuilt from the log",
                    e);
        }
    }

    private static void setAside(Path folder, String reason, Consumer<String> damages) throws IOException {
        Path aside = folder.resolveSibling(folder.getFileName() + ".damaged");
        deleteAll(aside);
        Files.move(folder, aside);
        damages.accept("the model store " + folder + " is damaged (" + reason + "): it is kept as " + aside
                + " and made anew from the model log");
    }

    private static void deleteAll(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        List<Path> parts;
        try (Stream<Path> found = Files.walk(folder)) {
            parts = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path part : parts) {
            Files.delete(part);
        }
    }
}
