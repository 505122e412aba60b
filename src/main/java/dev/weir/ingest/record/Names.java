package dev.weir.ingest.record;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of fields, as a tree: below a name stand the names inside its object. A name is found whatever its case and
 * punctuation, since people write {@code src_ip}, {@code SrcIP} and {@code Src IP}; one that begins with an underscore only
 * as it is. Not thread-safe, as names seen lately are remembered.
 */
public final class Names {
    private static final int SLOTS = 256;
    private static final int MAX_REMEMBERED_LENGTH = 64;
    private static final Names UNKNOWN = new Names();
    /** What shippers put before the names of a whole record. */
    private static final List<String> PREFIXES = List.of("zeek.conn.", "conn.", "zeek.", "bro.", "json.", "message.");

    private final Map<String, Names> children = new HashMap<>();
    private @Nullable String[] lastKeys = {};
    private @Nullable Names[] lastFound = {};
    private Column column = Column.IGNORED;

    private Names() {}

    /** All names that Weir knows. */
    public static Names all() {
        Names root = new Names();
        for (Column column : Column.values()) {
            if (column != Column.IGNORED) {
                for (String name : column.names()) {
                    root.addFlat(name, column);
                    root.addPath(name, column);
                }
            }
        }
        return root;
    }

    private void addFlat(String name, Column meaning) {
        node(name).mean(meaning);
    }

    private void mean(Column meaning) {
        if (column != Column.IGNORED && column != meaning) {
            throw new IllegalStateException("one name for " + column + " and " + meaning);
        }
        column = meaning;
    }

    private void addPath(String name, Column meaning) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            node(name).mean(meaning);
        } else {
            node(name.substring(0, dot)).addPath(name.substring(dot + 1), meaning);
        }
    }

    private Names node(String name) {
        String key = name.startsWith("_") ? name : Column.folded(name);
        return children.computeIfAbsent(key, unused -> new Names());
    }

    /** What stands below the key; a name without meaning if the key is not known. */
    public Names child(String key) {
        if (lastKeys.length == 0) {
            lastKeys = new @Nullable String[SLOTS];
            lastFound = new @Nullable Names[SLOTS];
        }
        int hash = key.hashCode();
        int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        Names last = lastFound[slot];
        if (last != null && key.equals(lastKeys[slot])) {
            return last;
        }
        Names found = find(key);
        if (key.length() <= MAX_REMEMBERED_LENGTH) {
            lastKeys[slot] = key;
            lastFound[slot] = found;
        }
        return found;
    }

    private Names find(String key) {
        Names exact = children.get(key);
        if (exact != null) {
            return exact;
        }
        Names alike = key.startsWith("_") ? null : children.get(Column.folded(key));
        return alike == null ? withoutPrefix(key) : alike;
    }

    private Names withoutPrefix(String key) {
        if (key.indexOf('.') > 0) {
            for (String prefix : PREFIXES) {
                if (key.startsWith(prefix)) {
                    return children.getOrDefault(Column.folded(key.substring(prefix.length())), UNKNOWN);
                }
            }
        }
        return UNKNOWN;
    }

    /** What a value under this name means; {@link Column#IGNORED} if nothing. */
    public Column column() {
        return column;
    }

    /** Whether names are known inside an object of this name. */
    public boolean hasChildren() {
        return !children.isEmpty();
    }

    /** The column of a name in a file header, which people write with spaces and capitals. */
    public Column ofHeader(String name) {
        String plain = name.strip();
        return child(plain.startsWith("_") ? plain.toLowerCase(Locale.ROOT) : plain)
                .column();
    }
}
