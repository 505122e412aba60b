package dev.weir.features;

/**
 * Whether a host is more than a passing name. A host is established once it was seen in {@value #LEAST_FLOWS} flows over
 * {@value #LEAST_MINUTES} minutes of stream time: a sender can invent a million names in a moment, but must then keep every one
 * of them up.
 */
final class HostStanding {
    private static final int LEAST_FLOWS = 20;
    private static final int LEAST_MINUTES = 10;
    private static final long QUIET_MICROS = 7 * 24 * 60 * PackedState.MINUTE_MICROS;

    private final PackedState state = new PackedState();

    /** @param packed what a host store holds of a host */
    boolean isEstablished(byte[] packed) {
        state.view(packed);
        int minutes = PackedState.minuteOf(state.getLong(PackedState.LAST_MICROS_AT)) - state.firstMinute()
                & PackedState.MINUTES_MASK;
        return state.getFloat(PackedState.FLOWS_AT) >= LEAST_FLOWS && minutes >= LEAST_MINUTES;
    }

    /** Whether a host was last seen a week or more before another. */
    boolean isLongQuietBeside(byte[] packed, byte[] other) {
        state.view(other);
        long otherMicros = state.getLong(PackedState.LAST_MICROS_AT);
        state.view(packed);
        return otherMicros - state.getLong(PackedState.LAST_MICROS_AT) >= QUIET_MICROS;
    }
}
