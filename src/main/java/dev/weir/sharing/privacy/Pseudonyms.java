package dev.weir.sharing.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.flow.Flow;
import dev.weir.flow.Host;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Replaces hosts by pseudonyms: the same host has the same one as long as the key is the same. With rotation each span of time has a
 * key of its own, by the time of what is written, so that a replay gives the same pseudonyms. Thread-safe.
 */
public final class Pseudonyms {
    private static final int REMEMBERED_SPANS = 4;
    static final int MOST_SPANS = 1_000;
    private static final long NEVER = 0;

    private final MasterKey master;
    private final long rotationMicros;
    private final Map<Long, SpanOfPseudonyms> spans = new LinkedHashMap<>();

    /** @param rotation how long a key is used; zero for ever */
    public Pseudonyms(MasterKey master, Duration rotation) {
        this.master = master;
        this.rotationMicros = rotation.isZero() ? NEVER : rotation.toSeconds() * 1_000_000;
    }

    /** The pseudonym of a host at a time, in microseconds since 1970-01-01T00:00Z. */
    public synchronized Host of(Host host, long micros) {
        long span = rotationMicros == NEVER ? 0 : Math.floorDiv(micros, rotationMicros);
        SpanOfPseudonyms known = spans.get(span);
        if (known == null) {
            if (spans.size() >= REMEMBERED_SPANS) {
                spans.remove(spans.keySet().iterator().next());
            }
            known = new SpanOfPseudonyms(master.ofSpan(span));
            spans.put(span, known);
        }
        return known.of(host);
    }

    /**
     * The pseudonyms that a host has had so far back: one if there is no rotation, else one of each span of time, the last {@value
     * #MOST_SPANS} at most.
     */
    public Set<Host> since(Host host, Instant now, Duration back) {
        long micros = now.toEpochMilli() * 1_000;
        long spansBack = rotationMicros == NEVER ? 0 : 1 + back.toSeconds() / (rotationMicros / 1_000_000);
        Set<Host> all = new LinkedHashSet<>();
        for (long span = 0; span <= Math.min(spansBack, MOST_SPANS - 1); span++) {
            all.add(of(host, micros - span * rotationMicros));
        }
        return all;
    }

    /** The flow between the pseudonyms of its hosts, all else as it is. */
    public Flow of(Flow flow) {
        return new Flow(
                flow.sensorId(),
                flow.timestampMicros(),
                of(flow.source(), flow.timestampMicros()),
                flow.sourcePort(),
                of(flow.destination(), flow.timestampMicros()),
                flow.destinationPort(),
                flow.protocol(),
                flow.durationSeconds(),
                flow.sourceBytes(),
                flow.destinationBytes(),
                flow.sourcePackets(),
                flow.destinationPackets(),
                flow.state(),
                flow.service());
    }

    /** The text with each address in it replaced. */
    public String inText(String text, long micros) {
        return texts(micros).inText(text);
    }

    /** The tree with the hosts of all its fields and texts replaced; those of {@code src_ip} and the like also where they are names. */
    public JsonNode inTree(JsonNode tree, long micros) {
        return texts(micros).inTree(tree);
    }

    private HostTexts texts(long micros) {
        return new HostTexts(
                Pseudonyms::isOfHost, field -> false, host -> of(host, micros).text());
    }

    private static boolean isOfHost(String field) {
        return switch (field) {
            case "src_ip", "dst_ip", "host", "peer" -> true;
            default -> false;
        };
    }
}
