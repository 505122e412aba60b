package dev.weir.response;

import dev.weir.flow.Host;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.Optional;

/**
 * Reads IP addresses and networks in their ordinary forms alone, and gives each one spelling. {@code 010.0.0.1}, {@code 0x7f.1} and
 * {@code 1} mean different hosts to different programs: what one program spares, another would cut off.
 */
public final class Addresses {
    private static final IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowWildcardedSeparator(false)
            .allowMask(false)
            .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .allowLeadingZeros(false)
            .allowBinary(false)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .allowBase85(false)
            .allowBinary(false)
            .getParentBuilder()
            .toParams();

    private Addresses() {}

    /**
     * The address that a text is, with one meaning; an IPv4 address written as IPv6 is the IPv4 address. Empty if it is a network, a
     * name, or anything else.
     */
    public static Optional<IPAddress> address(String text) {
        return parse(text).filter(parsed -> !parsed.isMultiple() && !parsed.isPrefixed());
    }

    /** The address that a host is, in the one spelling that commands use; empty if it is none. A zone is left out. */
    public static Optional<Host> canonical(Host host) {
        return address(withoutZone(host.text())).map(address -> new Host(address.toCanonicalString()));
    }

    /** A network such as {@code 10.0.0.0/8}, or the network of one address; empty if the text is neither. */
    public static Optional<IPAddress> network(String text) {
        return parse(text).map(IPAddress::toPrefixBlock);
    }

    /** Whether a text is a network of one address alone. */
    public static boolean isOfOne(String text) {
        return network(text).filter(found -> !found.isMultiple()).isPresent();
    }

    /** The address that a host is, a zone left out; empty if it is none. */
    public static Optional<IPAddress> address(Host host) {
        return address(withoutZone(host.text()));
    }

    private static Optional<IPAddress> parse(String text) {
        IPAddress quad = DottedQuad.parse(text);
        if (quad != null) {
            return Optional.of(quad);
        }
        if (!mayBeAddress(text)) {
            return Optional.empty();
        }
        IPAddressString string = new IPAddressString(text, STRICT);
        if (!string.isIPAddress()) {
            return Optional.empty();
        }
        IPAddress parsed = string.getAddress();
        if (parsed == null) {
            return Optional.empty();
        }
        boolean isMapped = parsed.isIPv6() && parsed.toIPv6().isIPv4Mapped();
        if (!isMapped) {
            return Optional.of(parsed);
        }
        Integer prefix = parsed.getNetworkPrefixLength();
        IPAddress ipv4 = parsed.toIPv6().getEmbeddedIPv4Address();
        return Optional.of(prefix == null ? ipv4.withoutPrefixLength() : ipv4);
    }

    /** Names are no addresses, and are told apart here for the sake of speed. */
    private static boolean mayBeAddress(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.digit(c, 16) < 0 && c != ':' && c != '.' && c != '/') {
                return false;
            }
        }
        return true;
    }

    private static String withoutZone(String text) {
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
