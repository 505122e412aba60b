package dev.weir.sharing.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.flow.Host;
import dev.weir.response.Addresses;
import inet.ipaddr.IPAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** A finding as a document of the Elastic Common Schema, version 8.17; what it has no field for is under {@code weir}. */
final class Ecs {
    static final String VERSION = "8.17.0";
    private static final int LEAST_SEVERITY = 21;
    private static final int SEVERITY_STEP = 26;

    private Ecs() {}

    static byte[] write(Finding finding) {
        ObjectNode out = Json.object();
        out.put("@timestamp", text(finding.at())).put("message", finding.title());
        out.putObject("ecs").put("version", VERSION);
        out.set("event", event(finding));
        Json.set(out, "source", end(finding.source(), finding, "src"));
        Json.set(out, "destination", end(finding.destination(), finding, "dst"));
        Json.set(out, "network", network(finding));
        Json.set(out, "threat", threat(finding));
        Json.set(out, "related", related(finding));
        ObjectNode rule = Json.object();
        Json.put(rule, "name", finding.text("rule"));
        Json.put(rule, "category", finding.threat());
        Json.set(out, "rule", rule);
        out.putObject("observer").put("vendor", "Weir").put("product", "Weir").put("type", "ids");
        out.set("weir", own(finding));
        return Json.bytes(out);
    }

    private static ObjectNode event(Finding finding) {
        ObjectNode event = Json.object();
        event.put("id", finding.id()).put("kind", finding.isResponse() ? "event" : "alert");
        event.putArray("category").add("network").add("intrusion_detection");
        event.putArray("type").add("info");
        event.put("module", "weir").put("dataset", finding.isResponse() ? "weir.response" : "weir.alert");
        event.put("provider", "weir").put("severity", LEAST_SEVERITY + SEVERITY_STEP * finding.rank());
        event.put("risk_score", 100 * finding.score()).put("reason", finding.description());
        event.put("action", finding.isResponse() ? finding.text("action").orElse("response") : "alert");
        finding.time("first_seen").ifPresent(first -> event.put("start", text(first)));
        finding.time("last_seen").ifPresent(last -> event.put("end", text(last)));
        return event;
    }

    private static ObjectNode end(Optional<Host> host, Finding finding, String side) {
        ObjectNode end = Json.object();
        if (host.isEmpty()) {
            return end;
        }
        end.put("address", host.get().text());
        Json.put(end, "ip", ip(host));
        Json.put(end, "port", finding.port(side + "_port"));
        Json.put(end, "bytes", finding.number(side + "_bytes"));
        Json.put(end, "packets", finding.number(side + "_packets"));
        return end;
    }

    private static Optional<String> ip(Optional<Host> host) {
        return host.flatMap(Addresses::address).map(IPAddress::toCanonicalString);
    }

    private static ObjectNode network(Finding finding) {
        ObjectNode network = Json.object();
        Json.put(network, "transport", finding.protocol());
        finding.protocolNumber().ifPresent(number -> network.put("iana_number", Long.toString(number)));
        Json.put(network, "protocol", finding.text("service").map(word -> word.toLowerCase(Locale.ROOT)));
        Json.put(network, "community_id", finding.communityId());
        Json.put(network, "bytes", sum(finding.number("src_bytes"), finding.number("dst_bytes")));
        finding.source()
                .flatMap(Addresses::address)
                .ifPresent(address -> network.put("type", address.isIPv4() ? "ipv4" : "ipv6"));
        return network;
    }

    private static OptionalLong sum(OptionalLong one, OptionalLong other) {
        boolean isKnown = one.isPresent() && other.isPresent() && one.getAsLong() <= Long.MAX_VALUE - other.getAsLong();
        return isKnown ? OptionalLong.of(one.getAsLong() + other.getAsLong()) : OptionalLong.empty();
    }

    private static ObjectNode threat(Finding finding) {
        ObjectNode threat = Json.object();
        finding.text("technique").ifPresent(technique -> {
            threat.put("framework", "MITRE ATT&CK");
            ObjectNode of = threat.putObject("technique");
            of.putArray("id").add(technique);
            finding.text("technique_name").ifPresent(name -> of.putArray("name").add(name));
        });
        return threat;
    }

    private static ObjectNode related(Finding finding) {
        ObjectNode related = Json.object();
        ArrayNode addresses = related.arrayNode();
        ip(finding.source()).ifPresent(addresses::add);
        ip(finding.destination()).ifPresent(addresses::add);
        if (!addresses.isEmpty()) {
            related.set("ip", addresses);
        }
        return related;
    }

    private static ObjectNode own(Finding finding) {
        ObjectNode own = Json.object();
        own.put("alert_id", finding.alertId())
                .put("score", finding.score())
                .put("model_version", finding.modelVersion());
        Json.put(own, "flow_id", finding.text("flow_id"));
        Json.put(own, "kind", finding.text("kind"));
        Json.put(own, "flows", finding.number("count"));
        Json.put(own, "destinations", finding.number("destinations"));
        Json.put(own, "state", finding.text("state"));
        Json.put(own, "mode", finding.text("mode"));
        return own;
    }

    private static String text(Instant instant) {
        return instant.toString();
    }
}
