package dev.weir.sharing.intel;

import dev.weir.response.Addresses;
import inet.ipaddr.IPAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the verdicts here say of an indicator that somebody else told.
 *
 * @param indicator id of the STIX object
 * @param right alerts with its host that stand as malicious
 * @param wrong alerts with its host that stand as benign
 * @param first the first of these verdicts
 * @param last the last
 */
public record Opinion(String indicator, int right, int wrong, Instant first, Instant last) {
    /** The word of STIX: one verdict of the other kind makes it weaker. */
    String word() {
        if (wrong == 0) {
            return "agree";
        }
        return right == 0 ? "disagree" : "neutral";
    }

    /** Opinions on all indicators that have an id and a verdict, by id. */
    public static List<Opinion> of(Map<String, List<Indicator>> bySource, List<Case> cases) {
        Map<String, Opinion> opinions = new TreeMap<>();
        bySource.values()
                .forEach(indicators -> indicators.forEach(
                        indicator -> on(indicator, cases).ifPresent(one -> opinions.put(one.indicator(), one))));
        return List.copyOf(opinions.values());
    }

    private static Optional<Opinion> on(Indicator indicator, List<Case> cases) {
        String id = indicator.stixId();
        IPAddress network = Addresses.network(indicator.network()).orElse(null);
        if (id == null || network == null) {
            return Optional.empty();
        }
        List<Case> about = new ArrayList<>();
        for (Case one : cases) {
            if (isIn(network, one.source()) || isIn(network, one.destination())) {
                about.add(one);
            }
        }
        if (about.isEmpty()) {
            return Optional.empty();
        }
        int right = (int) about.stream().filter(Case::isMalicious).count();
        List<Instant> times = about.stream().map(Case::judgedAt).sorted().toList();
        return Optional.of(new Opinion(id, right, about.size() - right, times.get(0), times.get(times.size() - 1)));
    }

    private static boolean isIn(IPAddress network, String host) {
        return Addresses.address(host).filter(network::contains).isPresent();
    }
}
