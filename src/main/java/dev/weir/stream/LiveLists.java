package dev.weir.stream;

import dev.weir.alert.allow.LiveAllowlist;
import dev.weir.sharing.intel.LiveIntel;
import dev.weir.sharing.intel.WarningLists;

/**
 * The lists that every instance makes of the records on their topics.
 *
 * @param allowed what is allowed on this network
 * @param intel what sources of indicators hold to be malicious
 */
public record LiveLists(LiveAllowlist allowed, LiveIntel intel) {
    /** Nothing read yet. */
    public static LiveLists empty() {
        return new LiveLists(new LiveAllowlist(), new LiveIntel(WarningLists.shipped()));
    }
}
