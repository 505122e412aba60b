package dev.weir.stream.store;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds the memory of all stores of the process together, whatever the number of partitions: left alone, each store of each
 * partition takes up to 100 MB of its own. Made by Kafka Streams, by name.
 *
 * <p>Indexes and filters of files are in the cache like values, so that they are bounded too; but they are kept in small parts, in a
 * share of the cache that values do not get. A whole index is megabytes long in a store of a million hosts: where it is driven out, or
 * is longer than a shard of the cache, each question reads and unpacks all of it.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {
    private static final long CACHE_BYTES = 256L * 1024 * 1024;
    private static final long WRITE_BUFFERS_BYTES = 128L * 1024 * 1024;
    private static final long WRITE_BUFFER_BYTES = 16L * 1024 * 1024;
    private static final double BLOOM_BITS_PER_KEY = 10;
    private static final Set<String> HOSTS_STORES = Set.of(StoredHostStates.SOURCES, StoredHostStates.DESTINATIONS);
    /** How much of a buffer for writes its filter takes. */
    private static final double BUFFER_FILTER_SHARE = 0.05;

    private static final int HOSTS_FILES = 10;
    private static final int SCORED_FILES = 20;

    /** How much of the cache is for indexes and filters; values cannot drive them out of it. */
    private static final double INDEX_SHARE = 0.5;

    /** An index or a filter is kept in parts of this size: whole, that of a large file does not fit into a shard of the cache. */
    private static final int INDEX_PART_BYTES = 8 * 1024;

    private static final int CACHE_SHARD_BITS = 4;

    private static final Cache CACHE = new LRUCache(CACHE_BYTES, CACHE_SHARD_BITS, false, INDEX_SHARE);
    private static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(WRITE_BUFFERS_BYTES, CACHE);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setIndexType(IndexType.kTwoLevelIndexSearch);
        table.setPartitionFilters(true);
        table.setMetadataBlockSize(INDEX_PART_BYTES);
        table.setPinTopLevelIndexAndFilter(true);
        table.setFilterPolicy(new BloomFilter(BLOOM_BITS_PER_KEY));
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(WRITE_BUFFERS);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setCompressionType(CompressionType.LZ4_COMPRESSION);
        if (HOSTS_STORES.contains(storeName)) {
            // A host that is asked for is mostly not among those written last; a filter says so at once.
            options.setMemtablePrefixBloomSizeRatio(BUFFER_FILTER_SHARE);
            options.setMemtableWholeKeyFiltering(true);
            // Each flow writes two hosts anew: to put files together after each fourth took a seventh of the process.
            options.setLevel0FileNumCompactionTrigger(HOSTS_FILES);
        }
        if (storeName.equals(KeptFlowStore.NAME)) {
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
