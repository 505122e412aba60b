package dev.weir.flow;

/**
 * Tells whether a flow is an announcement: sent to a group of hosts, so that no answer is due. Nobody answers multicast,
 * broadcast, or the chatter of neighbours on one link, by which hosts find each other, their printers and their addresses; to
 * take that for failure raises an alert for each host of a quiet office.
 *
 * <p>A transport without a number is none of the Internet's: neighbours on one link talk so (ARP, LLDP, 802.1X), mostly to all of
 * them, and what they leave unanswered says nothing. One that was answered is a flow like any other.
 *
 * <p>What it reads of an address is a class that the standards give it, the same in every network: IPv4 224.0.0.0/4 and
 * 255.255.255.255 (RFC 5771, RFC 919), a
 * network's own broadcast by its last number and what is asked, IPv6 ff00::/8 (RFC 4291), MAC addresses with the group bit (IEEE 802), and
 * without TCP the links' own 169.254.0.0/16 and fe80::/10.
 */
public final class GroupAddress {
    private static final int IGMP = 2;
    private static final int FIRST_MULTICAST = 224;
    private static final int LAST_MULTICAST = 239;
    private static final int MAC_LENGTH = 17;

    private GroupAddress() {}

    /** Whether no answer is due to the flow. */
    public static boolean isAnnouncement(Flow flow) {
        if (flow.protocol() == IGMP) {
            return true;
        }
        if (flow.protocol() == Protocol.TCP) {
            return false;
        }
        if (flow.protocol() == Protocol.UNKNOWN) {
            return flow.destinationBytes() <= 0;
        }
        String text = flow.destination().text();
        return text.indexOf(':') >= 0 ? isGroupOfColons(text) : isGroupOfDots(text, flow.destinationPort());
    }

    private static boolean isGroupOfDots(String text, int port) {
        int dot = text.indexOf('.');
        if (dot < 1 || dot > 3) {
            return false;
        }
        int first = number(text, 0, dot);
        return (first >= FIRST_MULTICAST && first <= LAST_MULTICAST)
                || text.startsWith("169.254.")
                || text.equals("255.255.255.255")
                || (first >= 0 && text.endsWith(".255") && isAskedOfAll(port));
    }

    /** Services that a host asks its whole network for: DHCP, NetBIOS and the discovery of devices. */
    private static boolean isAskedOfAll(int port) {
        return port == 67 || port == 137 || port == 138 || port == 1900 || port == 3702 || port == 5353 || port == 5355;
    }

    /** A MAC address has six pairs of digits and its group bit in the second digit; IPv6 has its class in the first. */
    private static boolean isGroupOfColons(String text) {
        boolean isMac = text.length() == MAC_LENGTH && text.charAt(2) == ':' && text.indexOf("::") < 0;
        if (isMac) {
            return (Character.digit(text.charAt(1), 16) & 1) == 1;
        }
        char second = text.length() < 4 ? 'x' : Character.toLowerCase(text.charAt(1));
        char third = text.length() < 4 ? 'x' : Character.toLowerCase(text.charAt(2));
        boolean isOfLink = second == 'e' && (third == '8' || third == '9' || third == 'a' || third == 'b');
        return Character.toLowerCase(text.charAt(0)) == 'f' && (second == 'f' || isOfLink) && third != ':';
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }
}
