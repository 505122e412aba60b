package dev.weir.sharing.intel;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.flow.Digests;
import dev.weir.response.Addresses;
import inet.ipaddr.IPAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Confirmed alerts as a STIX 2.1 bundle: for each address an Indicator, and a Sighting of it by this organisation. The address is
 * the source of an alert, or where that is on the warning list, as a host of one's own is, the destination. An address whose verdicts
 * flipped to benign comes as a revoked Indicator, so that who took it in drops it. Ids follow from organisation and address: the same
 * verdicts give the same bundle.
 */
public final class StixBundle {
    /** How long an indicator counts after it was last seen, unless somebody says otherwise. */
    public static final Duration VALIDITY = Duration.ofDays(30);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    /** The namespace that STIX gives for deterministic ids. */
    private static final UUID NAMESPACE = UUID.fromString("00abedb4-aa42-466c-9c01-fed23315a9b7");

    private static final long MOST_COUNTED = 999_999_999;

    private final String organisation;
    private final Duration validity;
    private final WarningLists warnings;

    /**
     * @param organisation who says so
     * @param validity how long an indicator counts after it was last seen
     */
    public StixBundle(String organisation, Duration validity, WarningLists warnings) {
        this.organisation = organisation;
        this.validity = validity;
        this.warnings = warnings;
    }

    /** The bundle; it has an identity and, if there was something to say, indicators and sightings. */
    public ObjectNode of(List<Case> cases) {
        return of(cases, List.of());
    }

    /** The same, with what is said here of others' indicators. */
    public ObjectNode of(List<Case> cases, List<Opinion> opinions) {
        Map<String, List<Case>> byAddress = new TreeMap<>();
        for (Case one : cases) {
            if (one.isMalicious() || one.wasMalicious()) {
                address(one)
                        .ifPresent(address -> byAddress
                                .computeIfAbsent(address.toCanonicalString(), unused -> new ArrayList<>())
                                .add(one));
            }
        }
        ObjectNode bundle = JSON.createObjectNode();
        ArrayNode objects = JSON.createArrayNode();
        objects.add(identity());
        byAddress.forEach((address, about) -> addTo(objects, address, about));
        opinions.forEach(one -> objects.add(opinion(one)));
        bundle.put("type", "bundle").put("id", "bundle--" + id("bundle" + objects));
        bundle.set("objects", objects);
        return bundle;
    }

    /** What of a case others could look for; empty if nothing may be told. */
    private Optional<IPAddress> address(Case one) {
        return told(one.source()).or(() -> told(one.destination()));
    }

    private Optional<IPAddress> told(String host) {
        return Addresses.address(host)
                .filter(address -> warnings.reason(address).isEmpty());
    }

    private void addTo(ArrayNode objects, String address, List<Case> about) {
        boolean isRevoked = about.stream().noneMatch(Case::isMalicious);
        List<Case> counted =
                isRevoked ? about : about.stream().filter(Case::isMalicious).toList();
        Instant first =
                counted.stream().map(Case::firstSeen).min(Instant::compareTo).orElseThrow();
        Instant last =
                counted.stream().map(Case::lastSeen).max(Instant::compareTo).orElseThrow();
        Instant modified =
                about.stream().map(Case::judgedAt).max(Instant::compareTo).orElseThrow();
        Instant changed = modified.isBefore(first) ? first : modified;
        ObjectNode indicator = object("indicator", address, first, changed);
        indicator.put("name", "Malicious traffic of " + address);
        indicator.putArray("indicator_types").add("malicious-activity");
        counted.stream()
                .flatMap(one -> one.threat().stream())
                .distinct()
                .sorted()
                .forEach(threat -> labels(indicator).add(threat));
        String type = address.indexOf(':') < 0 ? "ipv4-addr" : "ipv6-addr";
        indicator.put("pattern", "[" + type + ":value = '" + address + "']").put("pattern_type", "stix");
        indicator.put("valid_from", time(first)).put("valid_until", time(last.plus(validity)));
        if (isRevoked) {
            indicator.put("revoked", true);
        }
        objects.add(indicator);
        if (!isRevoked) {
            objects.add(sighting(address, counted, first, last, changed));
        }
    }

    private static ArrayNode labels(ObjectNode indicator) {
        return indicator.withArrayProperty("labels");
    }

    private ObjectNode sighting(String address, List<Case> counted, Instant first, Instant last, Instant changed) {
        ObjectNode sighting = object("sighting", address, first, changed);
        sighting.put("first_seen", time(first)).put("last_seen", time(last));
        sighting.put(
                "count",
                Math.min(MOST_COUNTED, counted.stream().mapToLong(Case::flows).sum()));
        sighting.put("sighting_of_ref", "indicator--" + id("indicator" + address));
        sighting.putArray("where_sighted_refs").add("identity--" + id("identity"));
        return sighting;
    }

    private ObjectNode opinion(Opinion one) {
        ObjectNode opinion = object("opinion", one.indicator(), one.first(), one.last());
        opinion.put("opinion", one.word())
                .put("explanation", one.right() + " alerts here were malicious, " + one.wrong() + " benign");
        opinion.putArray("object_refs").add(one.indicator());
        return opinion;
    }

    private ObjectNode identity() {
        ObjectNode identity = object("identity", "", Instant.EPOCH, Instant.EPOCH);
        identity.remove("created_by_ref");
        return identity.put("name", organisation).put("identity_class", "organization");
    }

    private ObjectNode object(String type, String of, Instant created, Instant modified) {
        ObjectNode object = JSON.createObjectNode();
        object.put("type", type).put("spec_version", "2.1").put("id", type + "--" + id(type + of));
        object.put("created_by_ref", "identity--" + id("identity"));
        return object.put("created", time(created)).put("modified", time(modified));
    }

    /** An indicator that no longer counts. */
    public static ObjectNode revoked(ObjectNode indicator, Instant at) {
        return indicator.deepCopy().put("modified", time(at)).put("revoked", true);
    }

    private static String time(Instant instant) {
        return MILLIS.format(instant);
    }

    /** A UUID of version 5 of the organisation and a name. */
    private UUID id(String name) {
        MessageDigest sha1 = Digests.sha1();
        sha1.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .array());
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest((organisation + "\n" + name).getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & ~0xf000L) | 0x5000L;
        long low = (hash.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
