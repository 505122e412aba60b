package dev.weir.alert;

import java.util.function.BiConsumer;

/** The stories of one lane in a store that both share: those of replayed flows are under keys with a letter before. */
final class StoriesOfLane implements StoryStore {
    private static final char REPLAYED = 'r';

    private final StoryStore both;
    private final boolean isReplayed;

    StoriesOfLane(StoryStore both, boolean isReplayed) {
        this.both = both;
        this.isReplayed = isReplayed;
    }

    @Override
    public void put(String key, byte[] story) {
        both.put(inStore(key), story);
    }

    @Override
    public void delete(String key) {
        both.delete(inStore(key));
    }

    @Override
    public void forEach(BiConsumer<String, byte[]> action) {
        both.forEach((key, story) -> {
            boolean isOfReplayed = !key.isEmpty() && key.charAt(0) == REPLAYED;
            if (isOfReplayed == isReplayed) {
                action.accept(isReplayed ? key.substring(1) : key, story);
            }
        });
    }

    private String inStore(String key) {
        return isReplayed ? REPLAYED + key : key;
    }
}
