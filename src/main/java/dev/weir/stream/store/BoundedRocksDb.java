package dev.weir.stream.store;

import dev.weir.stream.KeepProcessor;
import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds the memory of all stores of the process together, whatever the number of partitions: left alone, each store of each
 * partition takes up to 100 MB of its own. Made by Kafka Streams, by name.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {
    private static final long CACHE_BYTES = 256L * 1024 * 1024;
    private static final long WRITE_BUFFERS_BYTES = 128L * 1024 * 1024;
    private static final long WRITE_BUFFER_BYTES = 16L * 1024 * 1024;
    private static final double BLOOM_BITS_PER_KEY = 10;
    private static final int SCORED_FILES = 20;

    private static final Cache CACHE = new LRUCache(CACHE_BYTES);
    private static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(WRITE_BUFFERS_BYTES, CACHE);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinTopLevelIndexAndFilter(true);
        table.setFilterPolicy(new BloomFilter(BLOOM_BITS_PER_KEY));
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(WRITE_BUFFERS);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setCompressionType(CompressionType.LZ4_COMPRESSION);
        if (storeName.equals(KeepProcessor.SCORED_STORE)) {
            // Each flow is written once and read perhaps once, by its id: filters find it among many files, and putting
            // these together again and again took a tenth of the detector's processor time.
            options.setLevel0FileNumCompactionTrigger(SCORED_FILES);
            options.setLevel0SlowdownWritesTrigger(3 * SCORED_FILES);
            options.setLevel0StopWritesTrigger(4 * SCORED_FILES);
        }
    }

    /** The cache and the buffers are shared by all stores, so they stay. */
    @Override
    public void close(String storeName, Options options) {}
}
