package dev.weir.checkpoint;

import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Tells damage of RocksDB's files, which only making them anew mends, from other trouble with a disk. */
public final class StoreDamage {
    private static final int DEEPEST_CAUSE = 20;

    private StoreDamage() {}

    /** A missing file of a store that is there is damage too, and so are column families that it no longer knows of. */
    public static boolean isOne(Throwable failure) {
        if (!(failure instanceof RocksDBException rocks) || rocks.getStatus() == null) {
            return false;
        }
        Status.Code code = rocks.getStatus().getCode();
        return code == Status.Code.Corruption
                || code == Status.Code.InvalidArgument
                || code == Status.Code.NotFound
                || (code == Status.Code.IOError
                        && String.valueOf(rocks.getMessage()).contains("No such file"));
    }

    /** Whether damage is what lies behind a failure. */
    public static boolean isBehind(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (isOne(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
