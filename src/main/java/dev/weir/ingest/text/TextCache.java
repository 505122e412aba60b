package dev.weir.ingest.text;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns texts that come again and again (hosts, services, states) into values, without allocating for those seen lately. One
 * slot per hash, the newcomer replaces: so the size is fixed, and a flood of new texts only makes it useless, never large.
 *
 * @param <T> what a text means
 */
public final class TextCache<T> {
    /** Longer texts are not remembered, or strangers could fill the memory with them. */
    public static final int MAX_REMEMBERED_LENGTH = 64;

    private final Function<String, @Nullable T> meaning;
    private final @Nullable Entry<T>[] slots;

    private record Entry<T>(String text, @Nullable T value) {}

    /**
     * @param slots how many texts to remember at most, a power of two
     * @param meaning the value of a text, null if it has none
     */
    public TextCache(int slots, Function<String, @Nullable T> meaning) {
        this.meaning = meaning;
        this.slots = newSlots(slots);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generic records; only entries of T get in.
    private static <T> @Nullable Entry<T>[] newSlots(int size) {
        return new Entry[size];
    }

    /** The value of the text, null if it has none. */
    @Nullable
    public T get(char[] chars, int start, int length) {
        if (length > MAX_REMEMBERED_LENGTH) {
            return meaning.apply(new String(chars, start, length));
        }
        int hash = 0;
        for (int i = start; i < start + length; i++) {
            hash = 31 * hash + chars[i];
        }
        int slot = (hash ^ (hash >>> 16)) & (slots.length - 1);
        Entry<T> entry = slots[slot];
        if (entry == null || !isText(entry.text(), chars, start, length)) {
            String text = new String(chars, start, length);
            entry = new Entry<>(text, meaning.apply(text));
            slots[slot] = entry;
        }
        return entry.value();
    }

    private static boolean isText(String text, char[] chars, int start, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != chars[start + i]) {
                return false;
            }
        }
        return true;
    }
}
