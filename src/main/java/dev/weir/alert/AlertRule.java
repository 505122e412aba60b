package dev.weir.alert;

import java.util.Locale;

/** Names what sets the threshold of alerts. */
public enum AlertRule {
    THRESHOLD(1),
    ALERTS_PER_DAY(2),
    TARGET_PRECISION(3);

    private final byte code;

    AlertRule(int code) {
        this.code = (byte) code;
    }

    /** Stands for the rule in what is kept; never changes. */
    public byte code() {
        return code;
    }

    /** The name of its setting: {@code threshold}, {@code alerts-per-day} or {@code target-precision}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
