package dev.weir.detector.hunt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts missed flows together, by host and kind. Bounded; not thread-safe. */
final class HuntStories {
    private static final int MOST = 50_000;
    private static final int MOST_DESTINATIONS = 1_000;

    private final Map<Key, Told> stories = new HashMap<>();
    private final Set<Integer> untold = new HashSet<>();

    private record Key(String source, String kind) {}

    private static final class Told {
        private final Set<String> destinations = new HashSet<>();
        private long flows;
        private double score = -1;
        private double scoreThen;
        private String flowId = "";
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;
    }

    void add(MissedFlow flow, double score) {
        Key key = new Key(flow.source, flow.kind());
        if (stories.size() >= MOST && !stories.containsKey(key)) {
            if (untold.size() < MOST) {
                untold.add(key.hashCode());
            }
            return;
        }
        Told told = stories.computeIfAbsent(key, fresh -> new Told());
        told.flows++;
        if (told.destinations.size() < MOST_DESTINATIONS) {
            told.destinations.add(flow.destination);
        }
        if (score > told.score) {
            told.score = score;
            told.scoreThen = flow.score;
            told.flowId = flow.id;
        }
        told.first = told.first.isAfter(flow.start()) ? flow.start() : told.first;
        told.last = told.last.isBefore(flow.start()) ? flow.start() : told.last;
    }

    /** Takes over what another has put together. */
    void addAll(HuntStories other) {
        other.untold.stream().limit(MOST - Math.min(MOST, untold.size())).forEach(untold::add);
        other.stories.forEach((key, told) -> stories.merge(key, told, HuntStories::together));
    }

    private static Told together(Told one, Told two) {
        Told higher = one.score >= two.score ? one : two;
        Told lower = higher == one ? two : one;
        higher.flows += lower.flows;
        lower.destinations.stream().limit(MOST_DESTINATIONS).forEach(higher.destinations::add);
        higher.first = higher.first.isAfter(lower.first) ? lower.first : higher.first;
        higher.last = higher.last.isBefore(lower.last) ? lower.last : higher.last;
        return higher;
    }

    long count() {
        return (long) stories.size() + untold.size();
    }

    /** The stories with the highest scores. */
    List<Hunted.Story> highest(int most) {
        List<Map.Entry<Key, Told>> all = new ArrayList<>(stories.entrySet());
        all.sort(Comparator.comparingDouble((Map.Entry<Key, Told> one) -> -one.getValue().score)
                .thenComparing(one -> one.getKey().source())
                .thenComparing(one -> one.getKey().kind()));
        return all.stream()
                .limit(most)
                .map(one -> story(one.getKey(), one.getValue()))
                .toList();
    }

    private static Hunted.Story story(Key key, Told told) {
        return new Hunted.Story(
                key.source(),
                key.kind(),
                told.flows,
                Math.min(MOST_DESTINATIONS, told.destinations.size()),
                told.score,
                told.scoreThen,
                told.flowId,
                told.first,
                told.last);
    }
}
