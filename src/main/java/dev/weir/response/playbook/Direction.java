package dev.weir.response.playbook;

import java.util.Locale;

/** The direction of a flow, seen from the networks that the playbook calls internal. */
public enum Direction {
    INBOUND,
    OUTBOUND,
    INTERNAL,
    EXTERNAL;

    static Direction of(boolean fromInside, boolean toInside) {
        if (fromInside) {
            return toInside ? INTERNAL : OUTBOUND;
        }
        return toInside ? INBOUND : EXTERNAL;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
