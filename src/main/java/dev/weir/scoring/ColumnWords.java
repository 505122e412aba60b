package dev.weir.scoring;

import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureVector;
import dev.weir.flow.Protocol;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Words what a column of a flow's features means for this flow, as a part of a sentence: {@code none of the source's 212 flows in
 * a minute was answered}. Where a column is a hash, its own value says nothing, and what was hashed is said instead.
 */
final class ColumnWords {
    private static final Map<String, String> TIMES =
            Map.of("10s", "10 seconds", "60s", "a minute", "600s", "10 minutes", "1h", "an hour");
    private static final double ALL = 0.995;

    private final FeatureSchema schema;
    private final Map<String, Phrase> phrases = new HashMap<>();

    /** What is said of one column. */
    private interface Phrase {
        String of(double value, Values values);
    }

    /** The columns of a flow, by name. */
    private interface Values extends ToDoubleFunction<String> {}

    ColumnWords(FeatureSchema schema) {
        this.schema = schema;
        ofTheFlow();
        ofAHost("src", "the source", "the source's", "its peer");
        ofAHost("dst", "the destination", "the destination's", "the source");
        ofThePair();
        phrases.put(
                "suspicion", (v, all) -> v >= 0 ? "looks like attacks in general" : "looks unlike attacks in general");
        phrases.put("anomaly", (v, all) -> "more unusual than " + percent(v) + " of the recent flows");
    }

    /** Null if there are no words for the column, or the flow does not have it. */
    @Nullable
    String of(String column, FeatureVector vector) {
        Phrase phrase = phrases.get(column);
        double value = vector.get(schema.position(column));
        return phrase == null || Double.isNaN(value)
                ? null
                : phrase.of(value, name -> vector.get(schema.position(name)));
    }

    private void ofTheFlow() {
        phrases.put("flow.duration", (v, all) -> "lasted " + millis(v));
        phrases.put("flow.source_bytes", (v, all) -> bytes(v) + " sent");
        phrases.put("flow.destination_bytes", (v, all) -> bytes(v) + " answered");
        phrases.put("flow.source_packets", (v, all) -> counted(v, "packet") + " sent");
        phrases.put("flow.destination_packets", (v, all) -> counted(v, "packet") + " answered");
        phrases.put("flow.source_packet_size", (v, all) -> bytes(v) + " in a packet sent");
        phrases.put("flow.destination_packet_size", (v, all) -> bytes(v) + " in a packet answered");
        phrases.put(
                "flow.balance",
                (v, all) -> Math.abs(v) < 0.1
                        ? "as much sent as answered"
                        : v > 0
                                ? number(Math.exp(v)) + " times as much sent as answered"
                                : number(Math.exp(-v)) + " times as much answered as sent");
        phrases.put("flow.rate", (v, all) -> bytes(v) + " a second");
        phrases.put("flow.answered", (v, all) -> v > 0 ? "was answered" : "was not answered");
        Phrase port = (v, all) -> "destination port " + Math.round(Math.expm1(all.applyAsDouble("flow.port_height")));
        phrases.put("flow.port_height", port);
        phrases.put("flow.port", port);
        phrases.put("flow.exact_port", (v, all) -> protocol(all) + " to " + port.of(v, all));
        phrases.put("flow.protocol", (v, all) -> "protocol " + protocol(all));
        phrases.put("flow.state", (v, all) -> "the way the connection went");
        phrases.put("flow.service", (v, all) -> v > 0 ? "its service" : "no service was recognised");
        phrases.put(
                "flow.sizes",
                (v, all) -> "exactly " + bytes(all.applyAsDouble("flow.source_bytes")) + " sent and "
                        + bytes(all.applyAsDouble("flow.destination_bytes")) + " answered");
        phrases.put(
                "flow.packets",
                (v, all) -> "exactly " + counted(all.applyAsDouble("flow.source_packets"), "packet") + " sent and "
                        + counted(all.applyAsDouble("flow.destination_packets"), "packet") + " answered");
    }

    private void ofAHost(String role, String host, String hosts, String other) {
        TIMES.forEach((scale, time) -> {
            String count = role + ".count." + scale;
            phrases.put(count, (v, all) -> counted(v, "flow") + " of " + host + " in " + time);
            phrases.put(
                    role + ".contact_failure_ratio." + scale,
                    (v, all) -> share(v, hosts + " flows in " + time + " was refused or not answered", all, count));
            phrases.put(
                    role + ".new_peer_ratio." + scale,
                    (v, all) -> share(v, hosts + " flows in " + time + " was with a host new to it", all, count));
            phrases.put(
                    role + ".contact_new_port_ratio." + scale,
                    (v, all) -> share(v, hosts + " flows in " + time + " was on a port new to it", all, count));
            phrases.put(
                    role + ".bytes_sent." + scale,
                    (v, all) -> hosts + " flows in " + time + " send " + bytes(v) + " each");
            phrases.put(
                    role + ".bytes_answered." + scale,
                    (v, all) -> hosts + " flows in " + time + " are answered with " + bytes(v) + " each");
        });
        phrases.put(
                role + ".probes.60s",
                (v, all) -> counted(v, "attempt") + " in vain at hosts or ports new to " + host + " in a minute");
        phrases.put(role + ".new_peers.60s", (v, all) -> counted(v, "host") + " new to " + host + " in a minute");
        phrases.put(role + ".new_ports.60s", (v, all) -> counted(v, "port") + " new to " + host + " in a minute");
        phrases.put(
                role + ".burst",
                (v, all) -> v >= 0
                        ? host + " has " + number(Math.exp(v)) + " times as many flows now as in the last hour"
                        : host + " has " + number(Math.exp(-v)) + " times fewer flows now than in the last hour");
        phrases.put(role + ".new_peer", (v, all) -> other + (v > 0 ? " is new to " : " is known to ") + host);
        phrases.put(role + ".new_port", (v, all) -> "the port is " + (v > 0 ? "new" : "known") + " to " + host);
        phrases.put(role + ".flows", (v, all) -> counted(v, "flow") + " of " + host + " before this one");
        phrases.put(
                role + ".gap",
                (v, all) -> all.applyAsDouble(role + ".flows") > 0
                        ? millis(v) + " after " + hosts + " flow before"
                        : "the first flow of " + host);
        phrases.put(
                role + ".bytes_deviation",
                (v, all) -> "the size is " + number(Math.abs(v)) + " deviations " + (v >= 0 ? "above" : "below")
                        + " what is usual for " + host);
    }

    private void ofThePair() {
        phrases.put("pair.count.60s", (v, all) -> counted(v, "flow") + " between the two hosts in a minute");
        phrases.put("pair.count.1h", (v, all) -> counted(v, "flow") + " between the two hosts in an hour");
        phrases.put(
                "pair.failure_ratio.1h",
                (v, all) -> share(v, "flows between the two hosts was refused or not answered", all, "pair.count.1h"));
        phrases.put("pair.gap", (v, all) -> millis(v) + " after the flow before between the two hosts");
        phrases.put("pair.interval", (v, all) -> "a flow between the two hosts about every " + millis(v));
        phrases.put(
                "pair.jitter",
                (v, all) -> v < 0.05
                        ? "the two hosts talk as regularly as a clock"
                        : "the times between their flows differ by a factor of " + number(Math.exp(v)));
        phrases.put(
                "pair.size_spread",
                (v, all) -> v < 0.05
                        ? "the flows between the two hosts are all of one size"
                        : "the sizes of their flows differ by a factor of " + number(Math.exp(v)));
        phrases.put(
                "pair.size_deviation",
                (v, all) -> Math.abs(v) < 0.05
                        ? "the size is usual for the two hosts"
                        : number(Math.exp(Math.abs(v))) + " times the size that is usual for the two hosts");
    }

    /** How many of so many: none, every one, or a share. */
    private static String share(double part, String rest, Values all, String count) {
        double flows = Math.max(1, Math.rint(Math.expm1(all.applyAsDouble(count))));
        String many = rest.startsWith("the ")
                ? rest.replaceFirst(" flows", " " + number(flows) + " flows")
                : "the " + number(flows) + " " + rest;
        if (part <= 1 - ALL) {
            return "none of " + many;
        }
        return (part >= ALL ? "every one of " : percent(part) + " of ") + many;
    }

    private static String protocol(Values all) {
        return Protocol.name((int) all.applyAsDouble("flow.protocol"));
    }

    private static String counted(double logarithm, String noun) {
        String many = number(Math.expm1(logarithm));
        return many + " " + (many.equals("1") ? noun : noun + "s");
    }

    private static String bytes(double logarithm) {
        return Double.isNaN(logarithm) ? "an unknown number of bytes" : counted(logarithm, "byte");
    }

    private static String percent(double part) {
        return Math.round(part * 100) + " %";
    }

    private static String millis(double logarithm) {
        double millis = Math.expm1(logarithm);
        if (millis < 1_000) {
            return Math.round(millis) + " ms";
        }
        double seconds = millis / 1_000;
        return seconds < 120
                ? number(seconds) + " s"
                : seconds < 7_200 ? number(seconds / 60) + " min" : number(seconds / 3_600) + " h";
    }

    private static String number(double value) {
        double rounded = Math.abs(value) < 10 ? Math.round(value * 10) / 10.0 : Math.round(value);
        return rounded == Math.rint(rounded)
                ? String.format(Locale.ROOT, "%,d", (long) rounded)
                : String.format(Locale.ROOT, "%.1f", rounded);
    }
}
