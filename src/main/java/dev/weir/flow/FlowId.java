package dev.weir.flow;

/**
 * Names one flow for ever: the sensor's own id if the record has one, else {@code <partition>-<offset>} of the record.
 *
 * @param value 1 to 128 characters, each a visible ASCII character
 */
public record FlowId(String value) {
    /** The longest id, in characters. */
    public static final int MAX_LENGTH = 128;

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

    @Override
    public String toString() {
        return value;
    }
}
