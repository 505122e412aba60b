package dev.weir.sharing.sink;

import java.io.IOException;
import java.util.List;

/** Takes messages, in order. Not thread-safe. */
public interface Sink extends AutoCloseable {
    /** What errors call it. */
    String name();

    /**
     * Delivers a batch; returns when the receiver has it.
     *
     * @return how many messages the receiver refuses for what they are, and will always refuse
     * @throws IOException if it does not have all of the others; the whole batch may be delivered again
     */
    int deliver(List<Message> batch) throws IOException;

    @Override
    void close();
}
