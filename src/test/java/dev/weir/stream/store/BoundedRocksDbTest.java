package dev.weir.stream.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.TableProperties;
import org.rocksdb.WriteOptions;

class BoundedRocksDbTest {
    private static final int KEYS = 30_000;
    private static final int VALUE_BYTES = 500;
    private static final long MOST_BYTES_OF_A_PART = 16 * 1024;

    @TempDir
    private Path folder;

    /** Whole, the index of a large file finds no room in the cache, and each question reads it again. */
    @Test
    void indexOfALargeFile_isInParts() throws RocksDBException {
        RocksDB.loadLibrary();
        try (Options options = new Options().setCreateIfMissing(true)) {
            options.setTableFormatConfig(new BlockBasedTableConfig());
            new BoundedRocksDb().setConfig("hosts", options, Map.of());

            Map<String, TableProperties> files = filled(options);

            assertThat(files).hasSize(1).allSatisfy((name, file) -> {
                assertThat(file.getIndexSize()).isGreaterThan(4 * MOST_BYTES_OF_A_PART);
                assertThat(file.getIndexPartitions()).isGreaterThan(file.getIndexSize() / MOST_BYTES_OF_A_PART);
            });
        }
    }

    /** Its bytes are taken for each buffer of each store, so only those have it that are asked for what is not there. */
    @Test
    void buffersOfHosts_haveAFilter_othersNone() {
        RocksDB.loadLibrary();
        assertThat(bufferFilterShare(StoredHostStates.SOURCES)).isPositive();
        assertThat(bufferFilterShare(StoredHostStates.DESTINATIONS)).isPositive();
        assertThat(bufferFilterShare("shared-behaviour")).isZero();
    }

    private static double bufferFilterShare(String store) {
        try (Options options = new Options()) {
            options.setTableFormatConfig(new BlockBasedTableConfig());
            new BoundedRocksDb().setConfig(store, options, Map.of());
            return options.memtableWholeKeyFiltering() ? options.memtablePrefixBloomSizeRatio() : 0;
        }
    }

    private Map<String, TableProperties> filled(Options options) throws RocksDBException {
        try (RocksDB store = RocksDB.open(options, folder.toString());
                WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
                FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
            for (int i = 0; i < KEYS; i++) {
                store.put(unlogged, key(i), new byte[VALUE_BYTES]);
            }
            store.flush(flush);
            store.compactRange();
            return store.getPropertiesOfAllTables();
        }
    }

    private static byte[] key(int number) {
        return String.format(Locale.ROOT, "10.%08d", number).getBytes(StandardCharsets.US_ASCII);
    }
}
