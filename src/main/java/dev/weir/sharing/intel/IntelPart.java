package dev.weir.sharing.intel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.flow.Listing;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of what a source brought, as one record of the topic of indicators. What a source brought replaces what it brought before, once
 * all of its parts are there; one without indicators takes the source off.
 *
 * @param source its name
 * @param at when it was brought, which tells its parts from those before
 * @param part which part, from 0
 * @param parts how many there are, 1 to {@value #MOST_PARTS}
 * @param indicators at most {@value #MOST}
 */
public record IntelPart(String source, Instant at, int part, int parts, List<Indicator> indicators) {
    /** About half of what one record may have. */
    static final int MOST = 3_000;

    static final int MOST_PARTS = 400;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws IllegalArgumentException if a value is out of its range */
    public IntelPart {
        if (!Listing.isName(source)
                || parts < 1
                || parts > MOST_PARTS
                || part < 0
                || part >= parts
                || indicators.size() > MOST) {
            throw new IllegalArgumentException("indicators of a source come in 1 to " + MOST_PARTS + " parts of " + MOST
                    + " at most, got part " + part + " of " + parts + " with " + indicators.size());
        }
        indicators = List.copyOf(indicators);
    }

    /**
     * All parts of what a source brought.
     *
     * @throws IllegalArgumentException if it is too much
     */
    public static List<IntelPart> of(String source, Instant at, List<Indicator> indicators) {
        int parts = Math.max(1, (indicators.size() + MOST - 1) / MOST);
        List<IntelPart> all = new ArrayList<>(Math.min(parts, MOST_PARTS));
        for (int part = 0; part < parts; part++) {
            all.add(new IntelPart(
                    source,
                    at,
                    part,
                    parts,
                    indicators.subList(part * MOST, Math.min(indicators.size(), (part + 1) * MOST))));
        }
        return all;
    }

    /** The key of the record: a later one of the same key replaces it. */
    public String key() {
        return source + "/" + part;
    }

    /** The value of the record. */
    public byte[] toBytes() {
        ObjectNode out = JSON.createObjectNode()
                .put("source", source)
                .put("at", at.toString())
                .put("part", part)
                .put("parts", parts);
        IndicatorJson.write(indicators, out.putArray("indicators"));
        try {
            return JSON.writeValueAsBytes(out);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot happen: a tree can be written", e);
        }
    }

    /** Reads the value of a record; never throws. Empty if it is none. */
    public static Optional<IntelPart> read(byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            JsonNode read = JSON.readTree(value);
            return Optional.of(new IntelPart(
                    read.path("source").asText(),
                    Instant.parse(read.path("at").asText()),
                    read.path("part").asInt(-1),
                    read.path("parts").asInt(),
                    IndicatorJson.read(read.path("indicators"))));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
