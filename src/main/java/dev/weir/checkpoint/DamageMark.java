package dev.weir.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.RocksDBException;

/** Left in a store's folder by a process that found the damage only while it wrote. */
final class DamageMark {
    private static final String NAME = "DAMAGED";

    private DamageMark() {}

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(NAME));
    }

    /**
     * So that the next start sets the store aside, if this is what made writing fail.
     *
     * @return whether it is
     */
    static boolean leaveIfDamaged(Path folder, RocksDBException failure) {
        if (!StoreDamage.isOne(failure)) {
            return false;
        }
        try {
            Files.writeString(folder.resolve(NAME), String.valueOf(failure.getMessage()));
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return true;
    }
}
