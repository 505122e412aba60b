package dev.weir.response.executor;

import dev.weir.response.Action;
import dev.weir.response.Addresses;
import dev.weir.response.ResponsePlan;
import dev.weir.response.ResponseStep;
import inet.ipaddr.IPAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The table {@code inet weir}: its rules never change, and what they act on are entries of sets, which the kernel drops by itself
 * when their time is over, whatever became of Weir.
 */
final class NftTable {
    /** Names of the sets, and their types, for both families. */
    private static final List<String> SETS =
            List.of("deny4", "deny6", "pair4", "pair6", "contain4", "contain6", "keep4", "keep6");

    static final List<String> MAPS = List.of("redirect4", "redirect6");
    private static final List<String> HOOKS = List.of("forward", "input", "output");
    private static final long MIN_SECONDS = 1;

    private NftTable() {}

    /** What should be in the table, and until when. */
    static Map<NftElement, Instant> wanted(List<ResponseStep> inForce) {
        Map<NftElement, Instant> wanted = new HashMap<>();
        for (ResponseStep step : inForce) {
            Instant until = step.end().orElse(step.at());
            for (NftElement element : elements(step.plan())) {
                wanted.merge(element, until, (one, other) -> one.isAfter(other) ? one : other);
            }
        }
        return wanted;
    }

    private static List<NftElement> elements(ResponsePlan plan) {
        IPAddress host = Addresses.address(plan.target().host()).orElse(null);
        if (host == null) {
            return List.of();
        }
        String family = host.isIPv4() ? "4" : "6";
        String key = host.toCanonicalString();
        if (plan.action() == Action.REDIRECT && plan.redirectTo() != null) {
            return List.of(new NftElement("redirect" + family, key, plan.redirectTo()));
        }
        if (plan.action() == Action.DENY) {
            return plan.target().peer() == null
                    ? List.of(new NftElement("deny" + family, key))
                    : List.of(new NftElement(
                            "pair" + family, key + " . " + plan.target().peer().text()));
        }
        List<NftElement> contained = plan.keep().stream()
                .flatMap(network -> Addresses.network(network).stream())
                .filter(network -> network.isIPv4() == host.isIPv4())
                .map(network -> new NftElement("keep" + family, key + " . " + text(network)))
                .collect(Collectors.toList());
        contained.add(new NftElement("contain" + family, key));
        return contained;
    }

    /** As nft prints it. */
    static String text(IPAddress network) {
        return network.isMultiple()
                ? network.toPrefixLengthString()
                : network.getLower().withoutPrefixLength().toCanonicalString();
    }

    static long seconds(Instant now, Instant until) {
        long millis = Duration.between(now, until).toMillis();
        return Math.max(MIN_SECONDS, (millis + 999) / 1_000);
    }

    /** Makes the whole table anew, in one transaction. */
    static String rebuild(Map<NftElement, Instant> wanted, Instant now) {
        StringBuilder script = new StringBuilder("add table inet weir\ndelete table inet weir\ntable inet weir {\n");
        for (String set : SETS) {
            script.append("set ")
                    .append(set)
                    .append(" { type ")
                    .append(type(set))
                    .append("; flags ")
                    .append(set.startsWith("keep") ? "interval, timeout" : "timeout")
                    .append("; ")
                    .append(entries(set, wanted, now))
                    .append("}\n");
        }
        for (String map : MAPS) {
            String address = map.endsWith("4") ? "ipv4_addr" : "ipv6_addr";
            script.append("map ")
                    .append(map)
                    .append(" { type ")
                    .append(address)
                    .append(" : ")
                    .append(address)
                    .append("; flags timeout; ")
                    .append(entries(map, wanted, now))
                    .append("}\n");
        }
        script.append("chain judge {\n");
        rules().forEach(rule -> script.append(rule).append('\n'));
        script.append("}\n");
        for (String hook : HOOKS) {
            script.append("chain ")
                    .append(hook)
                    .append(" { type filter hook ")
                    .append(hook)
                    .append(" priority -10; policy accept; jump judge; }\n");
        }
        return script.append("chain prerouting { type nat hook prerouting priority -100; policy accept;\n")
                .append("dnat ip to ip daddr map @redirect4\ndnat ip6 to ip6 daddr map @redirect6\n}\n}\n")
                .toString();
    }

    /** How many rules the whole table has. */
    static int ruleCount() {
        return rules().size() + HOOKS.size() + MAPS.size();
    }

    /** How many sets and maps. */
    static int setCount() {
        return SETS.size() + MAPS.size();
    }

    /** Neighbours must find each other, or a contained IPv6 host would not reach what it may. */
    private static List<String> rules() {
        List<String> rules = new ArrayList<>();
        rules.add(
                "icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-solicit, nd-router-advert } accept");
        for (String family : List.of("4", "6")) {
            String ip = family.equals("4") ? "ip" : "ip6";
            rules.add(ip + " saddr @deny" + family + " drop");
            rules.add(ip + " daddr @deny" + family + " drop");
            rules.add(ip + " saddr . " + ip + " daddr @pair" + family + " drop");
            rules.add(ip + " daddr . " + ip + " saddr @pair" + family + " drop");
            rules.add(ip + " saddr . " + ip + " daddr @keep" + family + " accept");
            rules.add(ip + " daddr . " + ip + " saddr @keep" + family + " accept");
            rules.add(ip + " saddr @contain" + family + " drop");
            rules.add(ip + " daddr @contain" + family + " drop");
        }
        return rules;
    }

    private static String type(String set) {
        String address = set.endsWith("4") ? "ipv4_addr" : "ipv6_addr";
        return set.startsWith("pair") || set.startsWith("keep") ? address + " . " + address : address;
    }

    private static String entries(String set, Map<NftElement, Instant> wanted, Instant now) {
        String entries = wanted.entrySet().stream()
                .filter(entry -> entry.getKey().set().equals(set))
                .map(entry -> entry.getKey().timed(seconds(now, entry.getValue())))
                .sorted()
                .collect(Collectors.joining(", "));
        return entries.isEmpty() ? "" : "elements = { " + entries + " } ";
    }
}
