package dev.weir.sharing.intel;

import dev.weir.response.Addresses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The indicators of all sources as the records on their topic make them; alike on every instance. What is on the warning list counts for
 * nobody. Beyond {@value #MOST_SOURCES} sources or {@value #MOST_INDICATORS} indicators nothing is added. Thread-safe.
 */
public final class LiveIntel {
    static final int MOST_SOURCES = 64;
    static final int MOST_INDICATORS = 1_000_000;

    private final WarningLists warnings;
    private final Map<String, Incoming> incoming = new HashMap<>();
    private final Map<String, List<Indicator>> bySource = new TreeMap<>();
    private volatile IndicatorIndex index = IndicatorIndex.EMPTY;

    /** What a source brings, until all of its parts are there. */
    private static final class Incoming {
        private final IntelPart first;
        private final Map<Integer, List<Indicator>> parts = new TreeMap<>();

        Incoming(IntelPart first) {
            this.first = first;
        }

        boolean has(IntelPart part) {
            return first.at().equals(part.at()) && first.parts() == part.parts();
        }
    }

    public LiveIntel(WarningLists warnings) {
        this.warnings = warnings;
    }

    /** @return false if it would be too much, and nothing was changed */
    public synchronized boolean apply(IntelPart part) {
        if (part.part() == 0) {
            if (!incoming.containsKey(part.source()) && incoming.size() == MOST_SOURCES) {
                return false;
            }
            incoming.put(part.source(), new Incoming(part));
        }
        Incoming of = incoming.get(part.source());
        // Others are left of what was brought before.
        if (of != null && of.has(part)) {
            of.parts.put(part.part(), part.indicators());
            if (of.parts.size() == part.parts()) {
                return replace(part.source(), of);
            }
        }
        return true;
    }

    private boolean replace(String source, Incoming whole) {
        List<Indicator> all = new ArrayList<>();
        whole.parts.values().forEach(all::addAll);
        all.removeIf(indicator -> !counts(indicator));
        long others = bySource.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(source))
                .mapToLong(entry -> entry.getValue().size())
                .sum();
        if (others + all.size() > MOST_INDICATORS) {
            return false;
        }
        if (all.isEmpty()) {
            incoming.remove(source);
            bySource.remove(source);
        } else {
            bySource.put(source, List.copyOf(all));
        }
        index = new IndicatorIndex(bySource);
        return true;
    }

    private boolean counts(Indicator indicator) {
        return Addresses.network(indicator.network())
                .filter(network -> warnings.reason(network).isEmpty())
                .isPresent();
    }

    /** What counts now. */
    IndicatorIndex index() {
        return index;
    }

    /** How many indicators each source has. */
    public synchronized Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new TreeMap<>();
        bySource.forEach((source, indicators) -> sizes.put(source, indicators.size()));
        return sizes;
    }
}
