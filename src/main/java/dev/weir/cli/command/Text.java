package dev.weir.cli.command;

import dev.weir.flow.Printable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes words and numbers for people. */
public final class Text {
    private static final int MAX_NAME_LENGTH = 64;

    private static final int MOST_SHOWN = 200;

    private Text() {}

    /** With a comma between thousands. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 flow}, {@code 2,000 flows}. */
    public static String count(long count, String what) {
        return number(count) + " " + what + (count == 1 ? "" : "s");
    }

    /** What others wrote, so that no terminal acts on it. */
    public static String safe(String text) {
        return Printable.escape(text, MOST_SHOWN);
    }

    /** As a part of a URL. */
    public static String inUrl(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The name of the user who runs the command, for the audit trail. */
    public static String user() {
        String name = System.getProperty("user.name", "").replaceAll("\\p{Cntrl}", "");
        return name.isEmpty() ? "unnamed" : name.substring(0, Math.min(MAX_NAME_LENGTH, name.length()));
    }
}
