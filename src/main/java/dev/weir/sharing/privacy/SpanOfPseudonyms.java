package dev.weir.sharing.privacy;

import dev.weir.files.KeyFile;
import dev.weir.flow.Host;
import dev.weir.response.Addresses;
import inet.ipaddr.IPAddress;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv6.IPv6Address;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The pseudonyms of one key. What the standards say of an address is kept, for it is nobody's and detection depends on it: private,
 * own, link-local and multicast networks map onto themselves (their hosts onto others in them), the general broadcast address and a
 * network's own, whose last number is 255, stay. Therefore the last number of an IPv4 address shows with how many set bits it
 * begins, and 254 stays. Multicast groups stay whole: they name a service and no host.
 *
 * <p>MAC addresses of groups stay, others keep the bit for local ones; AS numbers and names become {@code h-} and 16 hexadecimal digits.
 */
final class SpanOfPseudonyms {
    private static final int REMEMBERED = 100_000;
    private static final Pattern MAC = Pattern.compile("(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}");
    private static final int MAC_BYTES = 6;
    private static final int MAC_KEPT_BITS = 3;
    private static final int MAC_GROUP_BIT = 1;

    private static final List<CryptoPan.Prefix> KEPT = Stream.concat(
                    Stream.of(
                                    "10.0.0.0/8",
                                    "127.0.0.0/8",
                                    "169.254.0.0/16",
                                    "172.16.0.0/12",
                                    "192.168.0.0/16",
                                    "224.0.0.0/4",
                                    "255.255.255.255/32",
                                    "::/127",
                                    "fc00::/7",
                                    "fe80::/10",
                                    "ff00::/8")
                            .map(SpanOfPseudonyms::network),
                    Stream.of(new CryptoPan.Prefix(24, new byte[] {0, 0, 0, (byte) 255}, 32, 4)))
            .toList();

    private final CryptoPan addresses;
    private final byte[] nameKey;
    private final Map<Host, Host> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Host, Host> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param keys for addresses and for names */
    SpanOfPseudonyms(byte[] keys) {
        this.addresses = new CryptoPan(Arrays.copyOf(keys, CryptoPan.KEY_BYTES), KEPT);
        this.nameKey = Arrays.copyOfRange(keys, CryptoPan.KEY_BYTES, keys.length);
    }

    Host of(Host host) {
        Host pseudonym = known.get(host);
        if (pseudonym == null) {
            pseudonym = made(host);
            known.put(host, pseudonym);
        }
        return pseudonym;
    }

    /** Whether a text is an IP or MAC address. */
    static boolean isAddress(String text) {
        return Host.isValid(text)
                && (MAC.matcher(text).matches()
                        || Addresses.address(new Host(text)).isPresent());
    }

    private Host made(Host host) {
        String text = host.text();
        if (MAC.matcher(text).matches()) {
            return mac(text);
        }
        Optional<IPAddress> address = Addresses.address(host);
        if (address.isEmpty()) {
            return new Host("h-" + HexFormat.of().formatHex(hash(text), 0, 8));
        }
        if (address.get().isMulticast()) {
            return host;
        }
        byte[] bytes = addresses.pseudonym(address.get().getBytes());
        IPAddress pseudonym = bytes.length == 4 ? new IPv4Address(bytes) : new IPv6Address(bytes);
        int zone = text.indexOf('%');
        return new Host(pseudonym.toCanonicalString() + (zone < 0 ? "" : text.substring(zone)));
    }

    private Host mac(String text) {
        byte[] bytes = HexFormat.ofDelimiter(":").parseHex(text);
        if ((bytes[0] & MAC_GROUP_BIT) != 0) {
            return new Host(text);
        }
        byte[] hash = hash(text.toLowerCase(Locale.ROOT));
        byte first = (byte) ((hash[0] & ~MAC_KEPT_BITS) | (bytes[0] & MAC_KEPT_BITS));
        hash[0] = first;
        return new Host(HexFormat.ofDelimiter(":").formatHex(hash, 0, MAC_BYTES));
    }

    private byte[] hash(String text) {
        return KeyFile.hmac(nameKey, text.getBytes(StandardCharsets.UTF_8));
    }

    private static CryptoPan.Prefix network(String text) {
        IPAddress network = Addresses.network(text).orElseThrow();
        byte[] bits = network.getLower().getBytes();
        return new CryptoPan.Prefix(0, bits, Objects.requireNonNull(network.getPrefixLength()), bits.length);
    }
}
