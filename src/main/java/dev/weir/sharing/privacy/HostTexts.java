package dev.weir.sharing.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.flow.Host;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts something else in the place of the hosts that texts and trees name. */
public final class HostTexts {
    /** What could be an address within a text. An IPv6 address may end in an IPv4 address, and have a zone. */
    private static final Pattern ADDRESS = Pattern.compile("(?<![\\w.])\\d{1,3}(?:\\.\\d{1,3}){3}(?!\\w|\\.\\w)"
            + "|(?<![\\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:\\.\\d{1,3}){0,3}(?:%[\\w.-]+)?(?!\\w)");

    private final Predicate<String> isHostField;
    private final Predicate<String> isKeptField;
    private final Function<Host, String> replacement;

    /** Hears where an address is. */
    @FunctionalInterface
    public interface Visitor {
        /** One address, as it is spelled from {@code start} on. */
        void address(int start, Host host);
    }

    /**
     * @param isHostField whether the whole text of a field of this name is a host, also where it is a name
     * @param isKeptField whether a field of this name is left as it is
     * @param replacement what stands in the place of a host
     */
    public HostTexts(Predicate<String> isHostField, Predicate<String> isKeptField, Function<Host, String> replacement) {
        this.isHostField = isHostField;
        this.isKeptField = isKeptField;
        this.replacement = replacement;
    }

    /** Tells of each address in a text, from the left. */
    public static void forEachAddress(String text, Visitor visitor) {
        Matcher matcher = ADDRESS.matcher(text);
        int from = 0;
        while (from <= text.length() && matcher.find(from)) {
            boolean isAddress = SpanOfPseudonyms.isAddress(matcher.group());
            if (isAddress) {
                visitor.address(matcher.start(), new Host(matcher.group()));
            }
            // What only looks like an address may have one in it.
            from = isAddress ? matcher.end() : matcher.start() + 1;
        }
    }

    /** The text with each address in it replaced. */
    public String inText(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int[] end = {0};
        forEachAddress(text, (start, host) -> {
            out.append(text, end[0], start).append(replacement.apply(host));
            end[0] = start + host.text().length();
        });
        return out.append(text, end[0], text.length()).toString();
    }

    /** The tree with the hosts of all its fields and texts replaced. */
    public JsonNode inTree(JsonNode tree) {
        return replaced("", tree);
    }

    private JsonNode replaced(String field, JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode out = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(entry -> out.set(inText(entry.getKey()), replaced(entry.getKey(), entry.getValue())));
            return out;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode out = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> out.add(replaced(field, element)));
            return out;
        }
        if (!node.isTextual() || isKeptField.test(field)) {
            return node;
        }
        String text = node.textValue();
        boolean isHost = isHostField.test(field) && Host.isValid(text);
        return JsonNodeFactory.instance.textNode(isHost ? replacement.apply(new Host(text)) : inText(text));
    }
}
