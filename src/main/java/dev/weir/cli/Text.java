package dev.weir.cli;

import java.util.Locale;

/** Words and numbers for people. */
public final class Text {
    private static final int MAX_NAME_LENGTH = 64;

    private Text() {}

    /** With a comma between thousands. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 flow}, {@code 2,000 flows}. */
    public static String count(long count, String what) {
        return number(count) + " " + what + (count == 1 ? "" : "s");
    }

    /** The name of the user who runs the command, for the audit trail. */
    static String user() {
        String name = System.getProperty("user.name", "").replaceAll("\\p{Cntrl}", "");
        return name.isEmpty() ? "unnamed" : name.substring(0, Math.min(MAX_NAME_LENGTH, name.length()));
    }
}
