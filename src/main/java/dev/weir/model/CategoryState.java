package dev.weir.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A saved {@link CategoryLearner}: the names of its slots and what Vowpal Wabbit saved. As bytes: their number, each name with its
 * length before it, then the learner.
 */
public final class CategoryState {
    private final List<String> names;
    private final byte[] learner;

    /** @param learner not copied: it must not change any more */
    CategoryState(List<String> names, byte[] learner) {
        this.names = List.copyOf(names);
        this.learner = learner;
    }

    List<String> names() {
        return names;
    }

    byte[] learner() {
        return learner;
    }

    public byte[] toBytes() {
        int length = 1 + learner.length;
        for (String name : names) {
            length += 1 + name.length();
        }
        ByteBuffer buffer = ByteBuffer.allocate(length).put((byte) names.size());
        for (String name : names) {
            buffer.put((byte) name.length()).put(name.getBytes(StandardCharsets.US_ASCII));
        }
        return buffer.put(learner).array();
    }

    /** @throws DamagedModelException if no learner could have saved this */
    public static CategoryState of(ByteBuffer bytes) {
        int count = bytes.hasRemaining() ? bytes.get() : 0;
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = bytes.hasRemaining() ? bytes.get() : 0;
            if (length < 1 || length > bytes.remaining()) {
                throw new DamagedModelException("the threat categories are cut short");
            }
            byte[] name = new byte[length];
            bytes.get(name);
            names.add(new String(name, StandardCharsets.US_ASCII));
        }
        boolean isPlain =
                names.stream().allMatch(name -> CategorySlots.plain(name).equals(name));
        if (count < 1
                || count > CategorySlots.MOST_SLOTS
                || !isPlain
                || names.stream().distinct().count() != count) {
            throw new DamagedModelException("the threat categories are not such as Weir writes");
        }
        byte[] learner = new byte[bytes.remaining()];
        bytes.get(learner);
        return new CategoryState(names, learner);
    }
}
