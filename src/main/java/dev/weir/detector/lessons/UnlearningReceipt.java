package dev.weir.detector.lessons;

/**
 * What an unlearning, or the taking back of one, has done.
 *
 * @param unlearning its number in the model log, which takes it back
 * @param version of the model since then
 * @param lessons how many lessons the model has
 * @param digestBefore of the model before
 * @param digestAfter of the model since then
 * @param equalsNeverTaught whether a second replay, of the log alone without the lessons, arrived at the same bytes
 * @param replayed events of that second replay
 */
public record UnlearningReceipt(
        long unlearning,
        long version,
        long lessons,
        String digestBefore,
        String digestAfter,
        boolean equalsNeverTaught,
        long replayed) {}
