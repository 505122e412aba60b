package dev.weir.features;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Host states on the heap, the least recently used host forgotten first. Not thread-safe. */
public final class HeapHostStates implements HostStates {
    private final Map<String, byte[]> states;

    /** @throws IllegalArgumentException if there would be room for no host */
    public HeapHostStates(int maxHosts) {
        if (maxHosts < 1) {
            throw new IllegalArgumentException("max hosts must be 1 or more, got " + maxHosts);
        }
        this.states = new LinkedHashMap<>(1024, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
                return size() > maxHosts;
            }
        };
    }

    @Override
    public byte @Nullable [] get(String host) {
        return states.get(host);
    }

    @Override
    public void put(String host, byte[] state) {
        states.put(host, state);
    }

    @Override
    public void remove(String host) {
        states.remove(host);
    }

    /** Hosts kept now. */
    public int size() {
        return states.size();
    }
}
