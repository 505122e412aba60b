package dev.weir.response.openc2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.response.Addresses;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What each kind of target must look like. */
final class TargetRules {
    private static final Set<String> CONNECTION = Set.of("protocol", "src_addr", "src_port", "dst_addr", "dst_port");
    private static final Set<String> PROTOCOLS = Set.of("icmp", "tcp", "udp", "sctp");
    private static final Set<String> FEATURES = Set.of("versions", "profiles", "pairs", "rate_limit");
    /** Lengths of hashes, in hexadecimal digits. */
    private static final Map<String, Integer> HASHES = Map.of("md5", 32, "sha1", 40, "sha256", 64);

    private static final Set<String> DEVICE = Set.of("hostname", "idn_hostname", "device_id");
    private static final Set<String> FILE = Set.of("name", "path", "hashes");
    /** Kinds of the language that Weir passes on without a look inside. */
    private static final Set<String> OTHERS = Set.of(
            "artifact",
            "command",
            "domain_name",
            "email_addr",
            "idn_domain_name",
            "idn_email_addr",
            "iri",
            "mac_addr",
            "process",
            "properties",
            "uri");

    private static final Pattern PROFILED = Pattern.compile("(slpf|x-[a-z0-9_-]{1,32}):[a-z0-9_-]{1,32}");

    private TargetRules() {}

    static void check(String type, JsonNode target) throws OpenC2Exception {
        switch (type) {
            case "ipv4_net", "ipv6_net" -> require(isNetwork(type, target), type + " must be an address or a network");
            case "ipv4_connection", "ipv6_connection" -> checkConnection(type, target);
            case "device" -> JsonText.onlyKeys(object(type, target), DEVICE, type);
            case "file" -> checkFile(object(type, target));
            case "features" -> checkFeatures(target);
            case "slpf:rule_number" -> require(target.isIntegralNumber(), "slpf:rule_number must be a whole number");
            default ->
                require(
                        OTHERS.contains(type) || PROFILED.matcher(type).matches(),
                        "target " + JsonText.shown(type) + " is not of OpenC2 1.0");
        }
    }

    private static boolean isNetwork(String type, JsonNode target) {
        return target.isTextual()
                && Addresses.network(target.textValue())
                        .filter(network -> isOfFamily(type, target.textValue()))
                        .isPresent();
    }

    private static void checkConnection(String type, JsonNode target) throws OpenC2Exception {
        ObjectNode connection = object(type, target);
        JsonText.onlyKeys(connection, CONNECTION, type);
        for (String port : Set.of("src_port", "dst_port")) {
            JsonNode value = connection.get(port);
            boolean isPort = value == null || (value.isInt() && value.intValue() >= 0 && value.intValue() <= 65_535);
            require(isPort, type + "." + port + " must be 0 to 65535");
        }
        for (String end : Set.of("src_addr", "dst_addr")) {
            JsonNode value = connection.get(end);
            require(value == null || isNetwork(type, value), type + "." + end + " must be an address of its family");
        }
        JsonNode protocol = connection.get("protocol");
        require(
                protocol == null || PROTOCOLS.contains(protocol.asText()),
                type + ".protocol must be icmp, tcp, udp or sctp");
    }

    private static void checkFile(ObjectNode file) throws OpenC2Exception {
        JsonText.onlyKeys(file, FILE, "file");
        if (!file.has("hashes")) {
            return;
        }
        for (Map.Entry<String, JsonNode> hash :
                object("file.hashes", file.get("hashes")).properties()) {
            Integer digits = HASHES.get(hash.getKey());
            require(
                    digits != null && hash.getValue().asText().matches("[0-9A-Fa-f]{" + digits + "}"),
                    "file.hashes." + JsonText.shown(hash.getKey()) + " must be md5, sha1 or sha256 in hexadecimal");
        }
    }

    private static void checkFeatures(JsonNode features) throws OpenC2Exception {
        require(features.isArray() && features.size() <= FEATURES.size(), "features must be a list of at most 4");
        for (JsonNode feature : features) {
            require(FEATURES.contains(feature.asText()), "features must be of " + FEATURES);
        }
    }

    /** By how it is written: a mapped address is an IPv6 address here. */
    private static boolean isOfFamily(String type, String text) {
        return type.startsWith("ipv6") == text.contains(":");
    }

    private static ObjectNode object(String type, JsonNode target) throws OpenC2Exception {
        if (target instanceof ObjectNode object && !object.isEmpty()) {
            return object;
        }
        throw new OpenC2Exception(JsonText.shown(type) + " must be an object that is not empty");
    }

    private static void require(boolean holds, String what) throws OpenC2Exception {
        if (!holds) {
            throw new OpenC2Exception(what);
        }
    }
}
