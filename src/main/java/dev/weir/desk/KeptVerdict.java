package dev.weir.desk;

import org.jspecify.annotations.Nullable;

/**
 * A verdict as it came in, and what became of it.
 *
 * @param id partition and offset of its record on the feedback topic
 * @param flowId the flow, or the first flow of the alert
 * @param analyst who gave it
 * @param verdict {@code malicious} or {@code benign}
 * @param category kind of threat; null if not said
 * @param comment free text; null if none
 * @param atMillis when it came in
 * @param undone whether the analyst has taken it back, or it is the record that did so
 * @param learnedIn model version that has it; null as long as none does
 * @param setAside why it was not learned, as dead letters name it; null if it was not set aside
 */
public record KeptVerdict(
        String id,
        String flowId,
        String analyst,
        String verdict,
        @Nullable String category,
        @Nullable String comment,
        long atMillis,
        boolean undone,
        @Nullable Long learnedIn,
        @Nullable String setAside) {}
