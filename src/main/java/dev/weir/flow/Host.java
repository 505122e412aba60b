package dev.weir.flow;

/**
 * One end of a flow: an IPv4 or IPv6 address, a MAC address, an AS number or a plain name. Weir only ever compares hosts; it
 * reads nothing from their text but whether it names a group of hosts, since an address that gives a label away in one network
 * means nothing in the next.
 *
 * @param text 1 to 64 characters out of letters, digits and {@code . : - _ %}
 */
public record Host(String text) {
    /** The longest host, in characters; an IPv6 address with a zone needs fewer. */
    public static final int MAX_LENGTH = 64;

    /** @throws IllegalArgumentException if the text cannot be a host */
    public Host {
        if (!isValid(text)) {
            throw new IllegalArgumentException("host must be 1 to " + MAX_LENGTH
                    + " characters out of letters, digits and . : - _ %, got " + text.length() + " characters");
        }
    }

    /** Whether the text could be a host. */
    public static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isHostCharacter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHostCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= ':')
                || c == '.'
                || c == '-'
                || c == '_'
                || c == '%';
    }

    @Override
    public String toString() {
        return text;
    }
}
