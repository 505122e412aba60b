package dev.weir.service.erasure;

import dev.weir.flow.Host;
import dev.weir.response.Addresses;
import dev.weir.sharing.privacy.HostTexts;
import inet.ipaddr.IPAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host that is to be erased, as it can be named within a text: an address in any of its spellings, with a port, a zone or a mask
 * behind it; a name whole and in any case, not as a part of another; and both also behind escapes of JSON.
 */
public final class NamedHost {
    private static final String BEFORE_NAME = "(?<![\\p{L}\\p{N}.:_-])";
    private static final String AFTER_NAME = "(?![\\p{L}\\p{N}_-]|[.:][\\p{L}\\p{N}])";
    /** JSON is put into JSON by those who wrap records. */
    private static final int MOST_ESCAPES = 4;

    private static final int HEX = 16;
    private static final int ESCAPE_DIGITS = 4;

    private final List<String> texts;
    private final Set<IPAddress> addresses = new HashSet<>();
    private final List<Pattern> names = new ArrayList<>();

    private NamedHost(Collection<String> texts) {
        this.texts = List.copyOf(texts);
        for (String text : texts) {
            Addresses.address(new Host(text))
                    .ifPresentOrElse(
                            addresses::add,
                            () -> names.add(Pattern.compile(
                                    BEFORE_NAME + Pattern.quote(text) + AFTER_NAME, Pattern.CASE_INSENSITIVE)));
        }
    }

    /**
     * The host of these names.
     *
     * @param texts its name, and its pseudonyms if it has any
     * @throws IllegalArgumentException if one can be no host
     */
    public static NamedHost of(Collection<String> texts) {
        return new NamedHost(texts);
    }

    /** As it was given. */
    List<String> texts() {
        return texts;
    }

    /** Whether a text names it. */
    boolean isNamedIn(String text) {
        Set<String> found = new TreeSet<>();
        find(text, found::add);
        return !found.isEmpty();
    }

    /** Hands on each spelling that a text has of it. */
    void find(String text, Consumer<String> found) {
        findPlain(text, found);
        String plain = text;
        for (int i = 0; i < MOST_ESCAPES && plain.indexOf('\\') >= 0; i++) {
            plain = unescaped(plain);
            findPlain(plain, found);
        }
    }

    private void findPlain(String text, Consumer<String> found) {
        for (Pattern name : names) {
            Matcher matcher = name.matcher(text);
            while (matcher.find()) {
                found.accept(matcher.group());
            }
        }
        if (!addresses.isEmpty()) {
            HostTexts.forEachAddress(text, (start, host) -> {
                if (Addresses.address(host).filter(addresses::contains).isPresent()) {
                    found.accept(host.text());
                }
            });
        }
    }

    private static String unescaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                out.append(c);
            } else if (text.charAt(i + 1) == 'u' && isHex(text, i + 2)) {
                out.append((char) Integer.parseInt(text.substring(i + 2, i + 2 + ESCAPE_DIGITS), HEX));
                i += 1 + ESCAPE_DIGITS;
            } else {
                i++;
                out.append("bfnrt".indexOf(text.charAt(i)) < 0 ? text.charAt(i) : ' ');
            }
        }
        return out.toString();
    }

    private static boolean isHex(String text, int from) {
        boolean isHex = from + ESCAPE_DIGITS <= text.length();
        for (int i = from; isHex && i < from + ESCAPE_DIGITS; i++) {
            isHex = Character.digit(text.charAt(i), HEX) >= 0 && text.charAt(i) < 128;
        }
        return isHex;
    }

    @Override
    public String toString() {
        return texts.get(0);
    }
}
