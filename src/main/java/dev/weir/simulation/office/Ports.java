package dev.weir.simulation.office;

import org.jspecify.annotations.Nullable;

/** What runs where. */
public final class Ports {
    /** What a scanner tries first, most wanted first. */
    private static final int[] WANTED = {
        22, 445, 80, 443, 3_389, 23, 8_080, 21, 3_306, 1_433, 5_432, 5_900, 139, 135, 5_985, 25, 53, 110, 143, 389, 993,
        587, 8_443, 6_379, 27_017, 9_200, 2_049, 111, 161, 873, 88, 1_521, 5_555, 1_337, 81, 8_883, 9_100, 5_060, 631,
        2_222
    };

    private Ports() {}

    /** How many ports a scanner tries before all others. */
    public static int wantedCount() {
        return WANTED.length;
    }

    /** @param rank from 0, the most wanted, to less than {@link #wantedCount()} */
    public static int wanted(int rank) {
        return WANTED[rank];
    }

    /** What the sensor calls the traffic on a port; null if it does not know. */
    public static @Nullable String service(int port) {
        return switch (port) {
            case 21 -> "ftp";
            case 22 -> "ssh";
            case 25, 587 -> "smtp";
            case 53 -> "dns";
            case 80, 8_080, 5_985 -> "http";
            case 88 -> "krb_tcp";
            case 389 -> "ldap_tcp";
            case 443, 993, 8_443 -> "ssl";
            case 445 -> "smb";
            case 3_306 -> "mysql";
            case 3_389 -> "rdp";
            default -> null;
        };
    }

    /** Whether a machine of the office would most likely answer there. */
    public static boolean commonlyOpen(int port) {
        return switch (port) {
            case 22, 80, 88, 135, 389, 443, 445, 993, 3_389, 5_985 -> true;
            default -> false;
        };
    }
}
