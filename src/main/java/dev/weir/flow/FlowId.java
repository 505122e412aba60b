package dev.weir.flow;

/**
 * Names one flow for ever: the sensor's own id if the record has one, else {@code <partition>-<offset>} of the record; with
 * {@code ~<partition>-<offset>} after the sensor's id if an earlier flow has it.
 *
 * @param value 1 to 128 characters, each a visible ASCII character
 */
public record FlowId(String value) {
    /** The longest id, in characters. */
    public static final int MAX_LENGTH = 128;

    private static final String AGAIN = "~";

    /** @throws IllegalArgumentException if the value is empty, too long or has a character outside visible ASCII */
    public FlowId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "flow id must be 1 to " + MAX_LENGTH + " visible ASCII characters, got " + value.length());
        }
    }

    /** Whether the text could be a flow id. */
    public static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** The id of a record that brings none of its own. */
    public static FlowId ofRecord(int partition, long offset) {
        return new FlowId(partition + "-" + offset);
    }

    /**
     * The id of a flow whose sensor gave it one that an earlier flow has.
     *
     * @param partition of the record that brought it, and with the offset unlike any other
     */
    public FlowId another(int partition, long offset) {
        String suffix = AGAIN + partition + "-" + offset;
        return new FlowId(value.substring(0, Math.min(value.length(), MAX_LENGTH - suffix.length())) + suffix);
    }

    /** Whether a text looks like {@link #ofRecord} or {@link #another}, which are for Weir alone to give. */
    public static boolean isReserved(String text) {
        int dash = text.lastIndexOf('-');
        int start = text.lastIndexOf(AGAIN, Math.max(dash, 0)) + 1;
        return dash > start && isNumber(text, start, dash) && isNumber(text, dash + 1, text.length());
    }

    private static boolean isNumber(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return from < to;
    }

    @Override
    public String toString() {
        return value;
    }
}
