package dev.weir.response;

import inet.ipaddr.IPAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Networks, each with a word on what it is, and which of them an address is in. Not thread-safe while networks are added; thread-safe
 * after.
 *
 * <p>One table for each length of prefix, the longest first: a look-up is a handful of hashes, however many networks there are.
 */
public final class AddressSet {
    /** The bits of an address or the first ones of a network. */
    private record Bits(long high, long low) {
        static Bits ofIpv4(int address, int prefix) {
            return new Bits(0, prefix == 0 ? 0 : address & (-1L << (32 - prefix)) & 0xffffffffL);
        }

        static Bits ofIpv6(byte[] address, int prefix) {
            return new Bits(
                    masked(half(address, 0), Math.min(prefix, 64)), masked(half(address, 8), Math.max(prefix - 64, 0)));
        }

        private static long half(byte[] address, int from) {
            long half = 0;
            for (int i = from; i < from + 8; i++) {
                half = half << 8 | (address[i] & 0xff);
            }
            return half;
        }

        private static long masked(long half, int bits) {
            return bits == 0 ? 0 : half & (-1L << (64 - bits));
        }
    }

    private final TreeMap<Integer, Map<Bits, String>> ipv4 = new TreeMap<>((one, other) -> other - one);
    private final TreeMap<Integer, Map<Bits, String>> ipv6 = new TreeMap<>((one, other) -> other - one);
    private int size;

    /**
     * Adds a network.
     *
     * @param what said of it where an address in it is found
     */
    public void add(IPAddress network, String what) {
        Integer prefix = network.getNetworkPrefixLength();
        int bits = prefix == null ? network.getBitCount() : prefix;
        Map<Bits, String> table = (network.isIPv4() ? ipv4 : ipv6).computeIfAbsent(bits, length -> new HashMap<>());
        Bits first = network.isIPv4()
                ? Bits.ofIpv4(network.getLower().toIPv4().intValue(), bits)
                : Bits.ofIpv6(network.getLower().getBytes(), bits);
        size += table.put(first, what) == null ? 1 : 0;
    }

    /** What the smallest network is that holds an address; empty if none does. */
    public Optional<String> find(IPAddress address) {
        return Optional.ofNullable(address.isIPv4() ? find4(address.toIPv4().intValue()) : find6(address.getBytes()));
    }

    /** Whether a network holds an address. */
    public boolean contains(IPAddress address) {
        return find(address).isPresent();
    }

    /** How many networks there are. */
    public int size() {
        return size;
    }

    private @Nullable String find4(int address) {
        for (Map.Entry<Integer, Map<Bits, String>> table : ipv4.entrySet()) {
            String what = table.getValue().get(Bits.ofIpv4(address, table.getKey()));
            if (what != null) {
                return what;
            }
        }
        return null;
    }

    private @Nullable String find6(byte[] address) {
        for (Map.Entry<Integer, Map<Bits, String>> table : ipv6.entrySet()) {
            String what = table.getValue().get(Bits.ofIpv6(address, table.getKey()));
            if (what != null) {
                return what;
            }
        }
        return null;
    }
}
