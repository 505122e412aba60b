package dev.weir.ingest.text;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns texts that come again and again (hosts, services, states) into values, without allocating for those seen lately. One
 * slot per hash, the newcomer replaces: so the size is fixed, and a flood of new texts only makes it useless, never large.
 *
 * <p>Texts of up to 16 ASCII characters, as nearly all are, stand as two numbers beside their value: a look at the text itself
 * would be two more reads of memory that is seldom in the caches of the processor.
 *
 * @param <T> what a text means
 */
public final class TextCache<T> {
    /** Longer texts are not remembered, or strangers could fill the memory with them. */
    public static final int MAX_REMEMBERED_LENGTH = 64;

    private final Function<String, @Nullable T> meaning;
    private final @Nullable Entry<T>[] slots;

    private static final int IN_EACH_NUMBER = Long.BYTES;
    private static final int MAX_ASCII = 0x7f;
    private static final int NOT_IN_NUMBERS = -1;
    private static final long MIXER = 0x9e3779b97f4a7c15L;

    /** @param length of the text where the numbers hold all of it, else {@link #NOT_IN_NUMBERS} */
    private record Entry<T>(
            String text,
            int length,
            long first,
            long second,
            @Nullable T value) {
        boolean has(int length, long first, long second) {
            return this.length == length && this.first == first && this.second == second;
        }
    }

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
        long first = number(chars, start, Math.min(length, IN_EACH_NUMBER));
        long second = length <= IN_EACH_NUMBER ? 0 : number(chars, start + IN_EACH_NUMBER, length - IN_EACH_NUMBER);
        int inNumbers = length <= 2 * IN_EACH_NUMBER && isAscii(chars, start, length) ? length : NOT_IN_NUMBERS;
        int slot = (int) ((((first * MIXER) ^ second) * MIXER) >>> Integer.SIZE) & (slots.length - 1);
        Entry<T> entry = slots[slot];
        if (entry == null
                || !entry.has(inNumbers, first, second)
                || (inNumbers == NOT_IN_NUMBERS && !isText(entry.text(), chars, start, length))) {
            String text = new String(chars, start, length);
            entry = new Entry<>(text, inNumbers, first, second, meaning.apply(text));
            slots[slot] = entry;
        }
        return entry.value();
    }

    /** The characters in a row, eight bits for each; of more than eight, or of more bits, some number that they share with others. */
    private static long number(char[] chars, int start, int length) {
        long number = 0;
        for (int i = start; i < start + length; i++) {
            number = Long.rotateLeft(number, Byte.SIZE) ^ chars[i];
        }
        return number;
    }

    private static boolean isAscii(char[] chars, int start, int length) {
        int bits = 0;
        for (int i = start; i < start + length; i++) {
            bits |= chars[i];
        }
        return bits <= MAX_ASCII;
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
