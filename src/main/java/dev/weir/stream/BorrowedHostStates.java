package dev.weir.stream;

import dev.weir.features.HostStates;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Hosts as somebody else keeps them, to look at: what is put stays here, until it is forgotten. */
final class BorrowedHostStates implements HostStates {
    private final Map<String, byte[]> changed = new HashMap<>();
    private Function<String, byte @Nullable []> owner = host -> null;

    /** Forgets what was put, and looks at another owner's hosts from here on. */
    void borrow(Function<String, byte @Nullable []> from) {
        changed.clear();
        owner = from;
    }

    @Override
    public byte @Nullable [] get(String host) {
        byte[] own = changed.get(host);
        if (own != null) {
            return own;
        }
        byte[] state = owner.apply(host);
        return state == null ? null : state.clone();
    }

    @Override
    public void put(String host, byte[] state) {
        changed.put(host, state);
    }

    @Override
    public void remove(String host) {
        changed.remove(host);
    }
}
