package dev.weir.service.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.sharing.intel.StixBundle;
import dev.weir.sharing.sink.TaxiiCollection;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds what analysts confirmed to a collection of a TAXII server, and revokes what they no longer confirm. It looks four times a minute and
 * sends what is new or another than what it sent last; at the start that is all of it. Ids follow from organisation and address, so what
 * is sent twice is known there as the same. A server that does not answer is asked again after one second at first and half a minute at
 * most.
 */
public final class IndicatorPush implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IndicatorPush.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(15);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Confirmed confirmed;
    private final TaxiiCollection collection;
    private final Clock clock;
    private final FeedThread thread = new FeedThread("weir-indicator-push", this::run);
    /** By id, what the server has and was there when it was looked last. */
    private Map<String, JsonNode> sent = new HashMap<>();

    /** What is confirmed now. */
    interface Confirmed {
        /** All objects; empty while that is not known, or if nothing has changed since it was asked last and this was told. */
        Optional<List<JsonNode>> objects() throws IOException;

        /** To be called when the server has all that was told last. */
        void told();
    }

    IndicatorPush(Confirmed confirmed, TaxiiCollection collection, Clock clock) {
        this.confirmed = confirmed;
        this.collection = collection;
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        Duration rest = Duration.ZERO;
        while (!thread.isClosedWithin(rest)) {
            try {
                step();
                rest = LOOK_EVERY;
                pause = FIRST_PAUSE;
            } catch (IOException | RuntimeException e) {
                LOG.warn("indicators wait, next try in {} s: {}", pause.toSeconds(), e.toString());
                rest = pause;
                pause = FeedThread.longer(pause, LONGEST_PAUSE);
            }
        }
    }

    /** Sends what changed. */
    void step() throws IOException {
        Optional<List<JsonNode>> now = confirmed.objects();
        if (now.isEmpty()) {
            return;
        }
        Map<String, JsonNode> standing = new HashMap<>();
        List<JsonNode> changed = new ArrayList<>();
        for (JsonNode object : now.get()) {
            standing.put(id(object), object);
            if (!object.equals(sent.get(id(object)))) {
                changed.add(object);
            }
        }
        sent.values().stream()
                .filter(object -> !standing.containsKey(id(object)) && isToBeRevoked(object))
                .forEach(object -> changed.add(StixBundle.revoked((ObjectNode) object, clock.instant())));
        if (!changed.isEmpty()) {
            collection.add(changed);
        }
        sent = standing;
        confirmed.told();
    }

    /** An indicator whose verdict was taken back is no longer there at all; one whose time is over need not be revoked. */
    private boolean isToBeRevoked(JsonNode object) {
        return object.path("type").asText().equals("indicator")
                && !object.path("revoked").asBoolean()
                && clock.instant()
                        .isBefore(Instant.parse(object.path("valid_until").asText()));
    }

    private static String id(JsonNode object) {
        return object.path("id").asText();
    }

    @Override
    public void close() {
        thread.close();
    }
}
