package dev.weir.ingest.record;

import dev.weir.flow.Protocol;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a sensor's word for a protocol means. A word without a number of its own, such as {@code arp} or {@code lldp}, is
 * {@link Protocol#UNKNOWN} and stays as the service, so that such protocols can be told apart.
 *
 * @param number 0 to 255
 * @param service the service of a flow that names none; null if the word says nothing of it
 */
record ProtocolWord(int number, @Nullable String service) {
    private static final int MAX_LENGTH = 32;
    /** What Argus and nfdump name as protocols and the network carries in UDP. */
    private static final Map<String, Integer> OVER_UDP =
            Map.of("rtp", Protocol.UDP, "rtcp", Protocol.UDP, "udt", Protocol.UDP, "quic", Protocol.UDP);

    /** The meaning of a word; null if it can be no protocol. */
    static @Nullable ProtocolWord of(String text) {
        OptionalInt number = Protocol.number(text);
        if (number.isPresent()) {
            return new ProtocolWord(number.getAsInt(), null);
        }
        String word = text.toLowerCase(Locale.ROOT);
        if (!isWord(word)) {
            return wholeNumber(word);
        }
        return new ProtocolWord(OVER_UDP.getOrDefault(word, Protocol.UNKNOWN), word);
    }

    /** Tables of numbers, once through a tool that knows only fractions, have {@code 6.0}. */
    private static @Nullable ProtocolWord wholeNumber(String word) {
        int dot = word.indexOf('.');
        if (dot <= 0 || !word.substring(dot + 1).matches("0{1,6}")) {
            return null;
        }
        OptionalInt number = Protocol.number(word.substring(0, dot));
        return number.isPresent() ? new ProtocolWord(number.getAsInt(), null) : null;
    }

    private static boolean isWord(String text) {
        boolean letter = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            letter |= c >= 'a' && c <= 'z';
            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && " ._-+/:()".indexOf(c) < 0) {
                return false;
            }
        }
        return letter && text.length() <= MAX_LENGTH;
    }
}
