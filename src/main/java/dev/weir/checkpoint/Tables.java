package dev.weir.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** RocksDB with one column family per kind of value. Owns the native handles; not thread-safe. */
final class Tables implements AutoCloseable {
    private static final long WRITE_BUFFER_BYTES = 8L << 20;

    private final Path folder;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Map<Table, ColumnFamilyHandle> families = new EnumMap<>(Table.class);
    private final RocksDB database;
    private final WriteOptions synced;

    /** The kinds of value, in the order of their column families; the first is RocksDB's own, and empty. */
    enum Table {
        DEFAULT,
        LIVE,
        DESCRIPTIONS,
        MODELS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws StoreException if the folder cannot be opened */
    Tables(Path folder) {
        this.folder = folder;
        RocksDB.loadLibrary();
        try {
            Files.createDirectories(folder);
            database = openDatabase();
            // Damage would come to light some day anyhow, when files are put together behind a write, and end the
            // process then.
            database.verifyChecksum();
            synced = own(new WriteOptions().setSync(true));
        } catch (IOException | RocksDBException e) {
            close();
            throw cannotOpen(e);
        }
    }

    private RocksDB openDatabase() throws RocksDBException {
        ColumnFamilyOptions familyOptions = own(new ColumnFamilyOptions().setWriteBufferSize(WRITE_BUFFER_BYTES));
        DBOptions options = own(new DBOptions()
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setMaxTotalWalSize(4 * WRITE_BUFFER_BYTES)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(2));
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        for (Table table : Table.values()) {
            descriptors.add(
                    new ColumnFamilyDescriptor(table.word().getBytes(StandardCharsets.US_ASCII), familyOptions));
        }
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        RocksDB opened = own(RocksDB.open(options, folder.toString(), descriptors, handles));
        for (Table table : Table.values()) {
            families.put(table, own(handles.get(families.size())));
        }
        return opened;
    }

    private <T extends AutoCloseable> T own(T handle) {
        open.push(handle);
        return handle;
    }

    private StoreException cannotOpen(Exception cause) {
        String reason = String.valueOf(cause.getMessage());
        if (reason.contains("While lock file") || reason.contains("lock hold by current process")) {
            return new StoreException(
                    "the model store " + folder
                            + " is in use by another process: stop that one, or give this one a folder of"
                            + " its own with --data-dir",
                    cause);
        }
        return new StoreException(
                "cannot open the model store " + folder + ": " + reason
                        + "; if it is damaged, move it away: the model is rebuilt from the log",
                cause);
    }

    /** @throws RocksDBException if RocksDB itself finds the value damaged */
    byte @Nullable [] get(Table table, byte[] key) throws RocksDBException {
        return database.get(family(table), key);
    }

    private ColumnFamilyHandle family(Table table) {
        return Objects.requireNonNull(families.get(table));
    }

    /** All keys of a table, the highest first. */
    List<byte[]> keysFromHighest(Table table) throws RocksDBException {
        List<byte[]> keys = new ArrayList<>();
        try (RocksIterator iterator = database.newIterator(family(table))) {
            for (iterator.seekToLast(); iterator.isValid(); iterator.prev()) {
                keys.add(iterator.key());
            }
            iterator.status();
        }
        return keys;
    }

    /** Collects changes that happen together or not at all. */
    interface Changes {
        void put(Table table, byte[] key, byte[] value) throws RocksDBException;

        void delete(Table table, byte[] key) throws RocksDBException;
    }

    /** Describes changes. */
    interface Change {
        void describe(Changes changes) throws RocksDBException;
    }

    /**
     * Writes in one batch; on disk when this returns.
     *
     * @throws StoreException if the disk refuses
     */
    void write(Change change) {
        try (WriteBatch batch = new WriteBatch()) {
            change.describe(new Changes() {
                @Override
                public void put(Table table, byte[] key, byte[] value) throws RocksDBException {
                    batch.put(family(table), key, value);
                }

                @Override
                public void delete(Table table, byte[] key) throws RocksDBException {
                    batch.delete(family(table), key);
                }
            });
            database.write(synced, batch);
        } catch (RocksDBException e) {
            String remedy = DamageMark.leaveIfDamaged(folder, e)
                    ? "its files are damaged; the next start sets them aside and makes the store anew"
                    : "is the disk full?";
            throw new StoreException(
                    "cannot write the model store " + folder + ": " + e.getMessage() + "; " + remedy, e);
        }
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw new StoreException("cannot close the model store " + folder, e);
            }
        }
    }
}
