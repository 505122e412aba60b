package dev.weir.response.guard;

import java.util.ArrayList;
import java.util.List;

/** Reads gateways out of Linux's routing tables, as {@code /proc/net} shows them. */
final class RoutingTable {
    private static final int IPV4_GATEWAY = 2;
    private static final int IPV6_NEXT_HOP = 4;
    private static final int IPV4_DIGITS = 8;
    private static final int IPV6_DIGITS = 32;

    private RoutingTable() {}

    /**
     * @param ipv4 lines of {@code /proc/net/route}
     * @param ipv6 lines of {@code /proc/net/ipv6_route}
     */
    static List<String> gateways(List<String> ipv4, List<String> ipv6) {
        List<String> gateways = new ArrayList<>();
        for (String line : ipv4) {
            String word = word(line, IPV4_GATEWAY);
            if (isAddress(word, IPV4_DIGITS)) {
                gateways.add(ipv4(word));
            }
        }
        for (String line : ipv6) {
            String word = word(line, IPV6_NEXT_HOP);
            if (isAddress(word, IPV6_DIGITS)) {
                gateways.add(word.replaceAll("(.{4})(?!$)", "$1:"));
            }
        }
        return gateways;
    }

    private static String word(String line, int index) {
        String[] words = line.strip().split("\\s+", -1);
        return words.length > index ? words[index] : "";
    }

    private static boolean isAddress(String word, int digits) {
        return word.length() == digits && word.matches("[0-9A-Fa-f]+") && !word.matches("0+");
    }

    /** The bytes stand in the order of the machine, which is little-endian wherever Weir runs. */
    private static String ipv4(String word) {
        StringBuilder address = new StringBuilder();
        for (int i = IPV4_DIGITS - 2; i >= 0; i -= 2) {
            address.append(address.isEmpty() ? "" : ".").append(Integer.parseInt(word.substring(i, i + 2), 16));
        }
        return address.toString();
    }
}
