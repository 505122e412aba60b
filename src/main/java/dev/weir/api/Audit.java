package dev.weir.api;

import dev.weir.api.access.Caller;
import java.util.Map;

/** Takes down who did what. Thread-safe. */
public interface Audit {
    /** Takes nothing down. */
    Audit NONE = (caller, action, details) -> {};

    /**
     * @param action what was done, such as {@code rollback}
     * @param details to what; texts, numbers and truth values
     */
    void write(Caller caller, String action, Map<String, ?> details);
}
