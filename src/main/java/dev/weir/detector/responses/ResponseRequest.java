package dev.weir.detector.responses;

import dev.weir.response.ResponseStep;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a person asks of a response.
 *
 * @param kind what is asked
 * @param id the response
 * @param by who asks
 * @param why in the words of who asks; null if nothing is said
 * @param answer the step that it led to, once that is written; or why it cannot be
 */
record ResponseRequest(
        Kind kind, String id, String by, @Nullable String why, CompletableFuture<ResponseStep> answer) {
    enum Kind {
        APPROVE,
        UNDO
    }
}
