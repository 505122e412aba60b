package dev.weir.sharing.intel;

import dev.weir.flow.Flow;
import dev.weir.flow.Listing;
import dev.weir.sharing.intel.IndicatorIndex.Mark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Says of each flow which sources list its hosts. Hosts come again and again, so what was found of one is remembered until the lists
 * change; without any list nothing is looked up. Not thread-safe: each task has its own.
 */
public final class IntelLookup {
    private static final int REMEMBERED_HOSTS = 4_096;
    private static final Comparator<Listing> BEST_FIRST =
            Comparator.comparingDouble(Listing::share).reversed().thenComparing(Listing::source);

    private final LiveIntel live;
    private final @Nullable String[] hosts = new String[REMEMBERED_HOSTS];
    private final List<List<Mark>> marks = new ArrayList<>();
    private IndicatorIndex index = IndicatorIndex.EMPTY;

    public IntelLookup(LiveIntel live) {
        this.live = live;
        forget();
    }

    /**
     * The sources that list a host of a flow, the one with the best record first; at most {@value Listing#MOST}.
     *
     * @param records how often each source was right, by its name
     */
    public List<Listing> of(Flow flow, Map<String, Listing> records, long nowMillis) {
        IndicatorIndex newest = live.index();
        if (newest.isEmpty()) {
            return List.of();
        }
        if (newest != index) {
            index = newest;
            forget();
        }
        List<Mark> ofSource = marks(flow.source().text());
        List<Mark> ofDestination = marks(flow.destination().text());
        if (ofSource.isEmpty() && ofDestination.isEmpty()) {
            return List.of();
        }
        Map<String, Listing> listings = new TreeMap<>();
        add(ofSource, records, nowMillis, listings);
        add(ofDestination, records, nowMillis, listings);
        return listings.values().stream().sorted(BEST_FIRST).limit(Listing.MOST).toList();
    }

    private static void add(List<Mark> marks, Map<String, Listing> records, long nowMillis, Map<String, Listing> to) {
        for (Mark mark : marks) {
            if (mark.isValidAt(Instant.ofEpochMilli(nowMillis))) {
                Listing record = records.get(mark.source());
                to.put(mark.source(), record == null ? new Listing(mark.source(), 0, 0) : record);
            }
        }
    }

    private List<Mark> marks(String host) {
        int place = (host.hashCode() * 0x9e3779b1) >>> (Integer.SIZE - 12);
        if (!host.equals(hosts[place])) {
            hosts[place] = host;
            marks.set(place, index.marks(host));
        }
        return marks.get(place);
    }

    private void forget() {
        marks.clear();
        for (int i = 0; i < REMEMBERED_HOSTS; i++) {
            hosts[i] = null;
            marks.add(List.of());
        }
    }
}
