package dev.weir.flow;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which messages of ICMP answer which others. */
public final class IcmpTypes {
    /** Each request with its answer, by turns. */
    private static final int[] V4 = {8, 0, 13, 14, 15, 16, 17, 18, 10, 9};

    private static final int[] V6 = {128, 129, 133, 134, 135, 136, 130, 131, 139, 140, 144, 145};

    private static final Map<Integer, Integer> ANSWERS = pairs(V4, 0);
    private static final Map<Integer, Integer> ANSWERS6 = pairs(V6, 0);
    private static final Map<Integer, Integer> REQUESTS = pairs(V4, 1);
    private static final Map<Integer, Integer> REQUESTS6 = pairs(V6, 1);

    private IcmpTypes() {}

    /** Whether a protocol is ICMP, of either version of IP. */
    public static boolean isIcmp(int protocol) {
        return protocol == Protocol.ICMP || protocol == Protocol.IPV6_ICMP;
    }

    /** The type on the other side of an exchange, of a request or an answer; empty for a message that stands alone. */
    public static Optional<Integer> counterpart(int protocol, int type) {
        boolean v4 = protocol == Protocol.ICMP;
        Optional<Integer> answer = Optional.ofNullable((v4 ? ANSWERS : ANSWERS6).get(type));
        return answer.isPresent() ? answer : Optional.ofNullable((v4 ? REQUESTS : REQUESTS6).get(type));
    }

    /** Whether a type asks for an answer. */
    public static boolean isRequest(int protocol, int type) {
        return (protocol == Protocol.ICMP ? ANSWERS : ANSWERS6).containsKey(type);
    }

    private static Map<Integer, Integer> pairs(int[] types, int first) {
        Map<Integer, Integer> pairs = new HashMap<>();
        for (int i = 0; i < types.length; i += 2) {
            pairs.put(types[i + first], types[i + 1 - first]);
        }
        return Map.copyOf(pairs);
    }
}
