package dev.weir.response.executor;

/**
 * One entry of a set or map of Weir's table.
 *
 * @param set its name
 * @param key addresses, joined by {@code " . "}
 * @param value of an entry of a map; empty in a set
 */
record NftElement(String set, String key, String value) {
    NftElement(String set, String key) {
        this(set, key, "");
    }

    /** @param seconds how long it stays */
    String add(long seconds) {
        return "add element inet weir " + set + " { " + timed(seconds) + " }\n";
    }

    String delete() {
        return "delete element inet weir " + set + " { " + key + " }\n";
    }

    /** As it stands in a list of elements. */
    String timed(long seconds) {
        return key + " timeout " + seconds + "s" + (value.isEmpty() ? "" : " : " + value);
    }
}
