package dev.weir.api.network;

import dev.weir.response.AddressSet;
import dev.weir.response.Addresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The proxies that are believed when they say for whom they ask. The header {@code Forwarded} (RFC 7239) counts only as far as it was
 * written by one of them: from the peer of the connection backwards, up to the first that is none. Immutable.
 */
public final class Proxies {
    private static final int MOST_TEXT = 4_096;
    private static final int MOST_NAME = 64;
    private static final Pattern QUOTED_OR_NOT = Pattern.compile("(?:\"(?:[^\"\\\\]|\\\\.)*+\"|[^\",])++");
    private static final Pattern PAIR =
            Pattern.compile("(?:^|;)\\s*+([A-Za-z]++)=(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\";]*+))");
    private static final Pattern NODE = Pattern.compile("\\[([^]]*)](?::.*)?|([^:]*)(?::[^:]*)?");

    private final AddressSet believed = new AddressSet();

    /**
     * @param list addresses and networks, apart by commas; empty for none
     * @throws IllegalArgumentException if one is neither
     */
    public Proxies(String list) {
        for (String part : list.split(",", -1)) {
            String text = part.strip();
            if (!text.isEmpty()) {
                believed.add(
                        Addresses.network(text)
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "proxies must be addresses or networks such as 10.0.0.5, 10.1.0.0/16")),
                        text);
            }
        }
    }

    /**
     * @param peer address of the other end of the connection
     * @param forwarded the values of the header, the first first
     */
    public Origin origin(String peer, List<String> forwarded) {
        String text = String.join(",", forwarded);
        if (text.isEmpty() || text.length() > MOST_TEXT) {
            return new Origin(peer, false);
        }
        List<String> steps = new ArrayList<>();
        Matcher matcher = QUOTED_OR_NOT.matcher(text);
        while (matcher.find()) {
            steps.add(matcher.group().strip());
        }
        Origin origin = new Origin(peer, false);
        for (int i = steps.size() - 1; i >= 0 && isBelieved(origin.address()); i--) {
            origin = before(steps.get(i), origin);
        }
        return origin;
    }

    private boolean isBelieved(String address) {
        return Addresses.address(address).filter(believed::contains).isPresent();
    }

    /** Who the writer of a step had the request from; the writer itself if it does not say. */
    private static Origin before(String step, Origin writer) {
        String address = writer.address();
        boolean isSecure = false;
        Matcher pairs = PAIR.matcher(step);
        while (pairs.find()) {
            String value = pairs.group(2) == null
                    ? pairs.group(3).strip()
                    : pairs.group(2).replace("\\", "");
            switch (pairs.group(1).toLowerCase(Locale.ROOT)) {
                case "for" -> address = node(value);
                case "proto" -> isSecure = value.equalsIgnoreCase("https");
                default -> {
                    // who wrote it, and under which name: of no use here
                }
            }
        }
        return new Origin(address, isSecure);
    }

    /** Without port and brackets. */
    private static String node(String value) {
        Matcher node = NODE.matcher(value);
        String name = node.matches() ? (node.group(1) == null ? node.group(2) : node.group(1)) : value;
        return name.length() > MOST_NAME ? name.substring(0, MOST_NAME) : name;
    }
}
