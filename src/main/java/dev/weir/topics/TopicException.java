package dev.weir.topics;

import org.jspecify.annotations.Nullable;

/** Weir cannot work with the topics as they are; the message says which setting of which, and how to mend it. */
public final class TopicException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TopicException(String message) {
        super(message);
    }

    TopicException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
