package dev.weir.api;

import dev.weir.api.access.Caller;
import java.util.List;
import java.util.Map;

/** Records who did what. Thread-safe. */
public interface Audit {
    /** Takes nothing down. */
    Audit NONE = (caller, action, details) -> {};

    /**
     * @param action what was done, such as {@code rollback}
     * @param details to what; texts, numbers and truth values
     */
    void write(Caller caller, String action, Map<String, ?> details);

    /** The last records of all instances as they are kept, the oldest first, at most so many. */
    default List<byte[]> last(int most) {
        return List.of();
    }
}
