package dev.weir.flow;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** IANA protocol numbers (0 to 255) and the names that sensors write for them. */
public final class Protocol {
    public static final int ICMP = 1;
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int IPV6_ICMP = 58;
    /** IANA's "reserved", used for a transport that the sensor could not name. */
    public static final int UNKNOWN = 255;

    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("hopopt", 0),
            Map.entry("icmp", ICMP),
            Map.entry("igmp", 2),
            Map.entry("ipip", 4),
            Map.entry("tcp", TCP),
            Map.entry("egp", 8),
            Map.entry("udp", UDP),
            Map.entry("ipv6", 41),
            Map.entry("rsvp", 46),
            Map.entry("gre", 47),
            Map.entry("esp", 50),
            Map.entry("ah", 51),
            Map.entry("ipv6-icmp", IPV6_ICMP),
            Map.entry("icmp6", IPV6_ICMP),
            Map.entry("icmpv6", IPV6_ICMP),
            Map.entry("eigrp", 88),
            Map.entry("ospf", 89),
            Map.entry("pim", 103),
            Map.entry("vrrp", 112),
            Map.entry("l2tp", 115),
            Map.entry("sctp", 132),
            Map.entry("udplite", 136),
            Map.entry("unknown_transport", UNKNOWN),
            Map.entry("unknown", UNKNOWN));

    private static final Map<Integer, String> NAMES = NUMBERS.entrySet().stream()
            .filter(entry -> !entry.getKey().matches("icmp6|icmpv6|unknown_transport"))
            .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    private static final String[] TEXTS = IntStream.rangeClosed(0, UNKNOWN)
            .mapToObj(number -> NAMES.getOrDefault(number, Integer.toString(number)))
            .toArray(String[]::new);

    private Protocol() {}

    /** The number of a name or of a decimal number from 0 to 255; empty for every other text. */
    public static OptionalInt number(String nameOrNumber) {
        return switch (nameOrNumber) {
            case "tcp" -> OptionalInt.of(TCP);
            case "udp" -> OptionalInt.of(UDP);
            default -> rareNumber(nameOrNumber);
        };
    }

    private static OptionalInt rareNumber(String nameOrNumber) {
        if (!nameOrNumber.isEmpty()
                && nameOrNumber.length() <= 3
                && nameOrNumber.chars().allMatch(Protocol::isDigit)) {
            int number = Integer.parseInt(nameOrNumber);
            return number <= UNKNOWN ? OptionalInt.of(number) : OptionalInt.empty();
        }
        Integer number = NUMBERS.get(nameOrNumber.toLowerCase(Locale.ROOT));
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** The usual name of a number, or the number itself in decimal. */
    public static String name(int number) {
        return number >= 0 && number <= UNKNOWN ? TEXTS[number] : Integer.toString(number);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
