package dev.weir.ingest;

import dev.weir.ingest.record.Format;
import dev.weir.ingest.record.Meaning;
import java.util.Locale;

/** The table of all formats, in Markdown. */
public final class FormatTable {
    private FormatTable() {}

    /** How formats are found and what they cannot tell, then which fields each has. */
    public static String markdown() {
        StringBuilder out = new StringBuilder("| format | found by | cannot tell |\n|---|---|---|\n");
        for (Format format : Formats.all()) {
            out.append("| ").append(format.name());
            out.append(" | ").append(format.foundBy());
            out.append(" | ").append(format.cannotTell()).append(" |\n");
        }
        out.append("\n| format |");
        for (Meaning meaning : Meaning.values()) {
            out.append(' ').append(words(meaning)).append(" |");
        }
        out.append("\n|---|").append("---|".repeat(Meaning.values().length)).append('\n');
        for (Format format : Formats.all()) {
            out.append("| ").append(format.name()).append(" |");
            for (Meaning meaning : Meaning.values()) {
                out.append(format.tells(meaning) ? " yes |" : " – |");
            }
            out.append('\n');
        }
        return out.toString();
    }

    private static String words(Meaning meaning) {
        return meaning.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
