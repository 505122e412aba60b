package dev.weir.response;

import inet.ipaddr.IPAddress;
import inet.ipaddr.ipv4.IPv4Address;
import org.jspecify.annotations.Nullable;

/** Reads IPv4 addresses of four decimal numbers without leading zeros: what nearly all hosts are, so this is made for speed. */
final class DottedQuad {
    private static final int MAX_LENGTH = 15;

    private DottedQuad() {}

    /** The address; null if the text is of any other form. */
    static @Nullable IPAddress parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        int address = 0;
        int numbers = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '.') {
                int number = number(text, start, i);
                if (number < 0) {
                    return null;
                }
                address = address << 8 | number;
                numbers++;
                start = i + 1;
            }
        }
        return numbers == 4 ? new IPv4Address(address) : null;
    }

    private static int number(String text, int from, int to) {
        if (to == from || to - from > 3 || (text.charAt(from) == '0' && to - from > 1)) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number > 255 ? -1 : number;
    }
}
