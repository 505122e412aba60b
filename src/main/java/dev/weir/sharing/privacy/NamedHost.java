package dev.weir.sharing.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.flow.Host;
import dev.weir.response.Addresses;
import inet.ipaddr.IPAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host that is to be erased, as it can be named within a text: an address in any of its spellings, with a port, a zone or a mask
 * behind it; a name whole and in any case, not as a part of another; and both also behind escapes of JSON.
 */
public final class NamedHost {
    /** What stands in its place where the text around it stays. */
    public static final String FORGOTTEN = "(forgotten)";

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

    /** Hears where a text names the host. */
    private interface Naming {
        void at(int start, String spelling);
    }

    /** As it was given. */
    public List<String> texts() {
        return texts;
    }

    /** Whether a text names it. */
    public boolean isNamedIn(String text) {
        Set<String> found = new TreeSet<>();
        find(text, found::add);
        return !found.isEmpty();
    }

    /** Hands on each spelling that a text has of it. */
    public void find(String text, Consumer<String> found) {
        findPlain(text, found);
        String plain = text;
        for (int i = 0; i < MOST_ESCAPES && plain.indexOf('\\') >= 0; i++) {
            plain = unescaped(plain);
            findPlain(plain, found);
        }
    }

    private void findPlain(String text, Consumer<String> found) {
        forEachNaming(text, (start, spelling) -> found.accept(spelling));
    }

    private void forEachNaming(String text, Naming naming) {
        for (Pattern name : names) {
            Matcher matcher = name.matcher(text);
            while (matcher.find()) {
                naming.at(matcher.start(), matcher.group());
            }
        }
        if (!addresses.isEmpty()) {
            HostTexts.forEachAddress(text, (start, host) -> {
                if (Addresses.address(host).filter(addresses::contains).isPresent()) {
                    naming.at(start, host.text());
                }
            });
        }
    }

    /** The text with {@value #FORGOTTEN} in the place of the host; nothing else is left of one that names it behind escapes. */
    public String without(String text) {
        StringBuilder out = new StringBuilder(text);
        TreeMap<Integer, String> namings = new TreeMap<>();
        forEachNaming(text, namings::put);
        namings.descendingMap().forEach((start, spelling) -> out.replace(start, start + spelling.length(), FORGOTTEN));
        return isNamedIn(out.toString()) ? FORGOTTEN : out.toString();
    }

    /** The text with as many {@code x} in the place of the host, or of all of it if it names the host behind escapes. */
    public String blanked(String text) {
        StringBuilder out = new StringBuilder(text);
        forEachNaming(
                text,
                (start, spelling) -> out.replace(start, start + spelling.length(), "x".repeat(spelling.length())));
        return isNamedIn(out.toString()) ? " ".repeat(text.length()) : out.toString();
    }

    /** The tree without the host in any text or name of a field, as {@link #without(String)} has it. */
    public JsonNode without(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            ObjectNode out = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(entry -> out.set(without(entry.getKey()), without(entry.getValue())));
            return out;
        }
        if (tree instanceof ArrayNode array) {
            ArrayNode out = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> out.add(without(element)));
            return out;
        }
        return tree.isTextual() ? JsonNodeFactory.instance.textNode(without(tree.textValue())) : tree;
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
