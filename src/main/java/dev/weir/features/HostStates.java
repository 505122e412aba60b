package dev.weir.features;

import org.jspecify.annotations.Nullable;

/**
 * Where the packed behaviour of hosts is kept, one instance per role (source, destination). Keys are host texts, compared for
 * equality alone. In the running detector this is a RocksDB store; for measuring, {@link HeapHostStates}.
 */
public interface HostStates {
    /** The packed state of a host, or null if none is kept. The caller may change the array and {@link #put} it again. */
    byte @Nullable [] get(String host);

    /** Keeps the packed state of a host in place of the one before. */
    void put(String host, byte[] state);

    /** Forgets a host. */
    void remove(String host);
}
