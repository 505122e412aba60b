package dev.weir.alert;

import dev.weir.flow.Flow;
import dev.weir.flow.FlowId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stories that flows may still join: at most {@value #MOST_STORIES}, the one that was quiet for longest leaving first.
 *
 * <p>A source with {@value #MOST_KINDS} open stories gets one more for all else it does, and a destination asked alike by so many
 * sources one for all further sources: a port scan or a flood from forged addresses is a handful of alerts, not thousands.
 */
final class StoryBook {
    private static final int MOST_STORIES = 10_000;
    private static final int MOST_KINDS = 8;
    private static final int MOST_APART = 40;
    private static final Logger LOG = LoggerFactory.getLogger(StoryBook.class);

    private final long windowMicros;
    private final StoryStore store;
    /** In order of the last flow, the longest quiet first. */
    private final LinkedHashMap<StoryKey, OpenStory> open = new LinkedHashMap<>(16, 0.75f, true);
    /** How many open stories of one source and kind there are, by the wider story that the next would be part of. */
    private final Map<StoryKey, Integer> partsOfWider = new HashMap<>();

    StoryBook(long windowMicros, StoryStore store) {
        this.windowMicros = windowMicros;
        this.store = store;
        List<OpenStory> kept = new ArrayList<>();
        store.forEach((key, bytes) -> keep(key, bytes, kept));
        kept.sort(Comparator.comparingLong((OpenStory story) -> story.touched().arrivalMicros())
                .thenComparing(story -> story.key().text()));
        kept.forEach(this::enter);
    }

    /** A story in the form of an earlier release is done without: its next flow raises a new alert. */
    private static void keep(String key, byte[] bytes, List<OpenStory> kept) {
        try {
            kept.add(OpenStory.of(key, bytes));
        } catch (IllegalArgumentException e) {
            LOG.warn("an open alert is forgotten: {}", e.getMessage());
        }
    }

    long windowMicros() {
        return windowMicros;
    }

    /** The open story that a flow belongs to; null if it would be a new one. */
    @Nullable
    OpenStory find(Flow flow, Moment now) {
        close(now);
        if (open.isEmpty()) {
            return null;
        }
        StoryKey sameKind = StoryKey.sameKind(flow);
        OpenStory story = open.get(sameKind);
        if (story == null) {
            story = open.get(StoryKey.manyPorts(sameKind.host()));
        }
        return story != null
                ? story
                : open.get(StoryKey.manySources(flow.destination().text(), sameKind.what()));
    }

    /** Opens a story for a flow that belongs to none. */
    OpenStory open(FlowId id, Flow flow) {
        StoryKey sameKind = StoryKey.sameKind(flow);
        String destination = flow.destination().text();
        StoryKey manyPorts = StoryKey.manyPorts(sameKind.host());
        StoryKey manySources = StoryKey.manySources(destination, sameKind.what());
        StoryKey key = sameKind;
        if (partsOfWider.getOrDefault(manyPorts, 0) >= MOST_KINDS) {
            key = manyPorts;
        } else if (partsOfWider.getOrDefault(manySources, 0) >= MOST_KINDS) {
            key = manySources;
        }
        return opened(new OpenStory(id, key, destination));
    }

    /**
     * Opens a story for a source of weight out of one of many sources, so that decoys do not hide it; null if so many have
     * one that it is a flood.
     */
    @Nullable
    OpenStory openApart(FlowId id, Flow flow) {
        StoryKey sameKind = StoryKey.sameKind(flow);
        String destination = flow.destination().text();
        int parts = partsOfWider.getOrDefault(StoryKey.manySources(destination, sameKind.what()), 0);
        return parts >= MOST_APART ? null : opened(new OpenStory(id, sameKind, destination));
    }

    private OpenStory opened(OpenStory story) {
        enter(story);
        if (open.size() > MOST_STORIES) {
            leave(longestQuiet());
        }
        return story;
    }

    /** A flow has joined the story. */
    void keep(OpenStory story) {
        store.put(story.key().text(), story.toBytes());
    }

    /**
     * Closes what was quiet for the window. Time that has leapt back closes all, since it is another stream; a little back it may go
     * by a restart, after which it goes on from what was last saved.
     */
    private void close(Moment now) {
        while (!open.isEmpty()) {
            Moment touched = longestQuiet().touched();
            boolean isAnotherStream = touched.streamMicros() - now.streamMicros() > StreamTime.LEAP_MICROS;
            if (!isAnotherStream && now.since(touched) <= windowMicros) {
                return;
            }
            leave(longestQuiet());
        }
    }

    /** Closes the stories that are kept under the name of a host. */
    void forget(String host) {
        List<OpenStory> named =
                open.values().stream().filter(story -> story.names(host)).toList();
        named.forEach(this::leave);
    }

    private void enter(OpenStory story) {
        open.put(story.key(), story);
        if (story.key().form() == StoryKey.Form.SAME_KIND) {
            partsOfWider.merge(story.ofManyPorts(), 1, Integer::sum);
            partsOfWider.merge(story.ofManySources(), 1, Integer::sum);
        }
    }

    private OpenStory longestQuiet() {
        return open.values().iterator().next();
    }

    private void leave(OpenStory story) {
        open.remove(story.key());
        store.delete(story.key().text());
        if (story.key().form() == StoryKey.Form.SAME_KIND) {
            partsOfWider.computeIfPresent(story.ofManyPorts(), (key, parts) -> parts == 1 ? null : parts - 1);
            partsOfWider.computeIfPresent(story.ofManySources(), (key, parts) -> parts == 1 ? null : parts - 1);
        }
    }
}
