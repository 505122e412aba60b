package dev.weir.fold;

/**
 * Says how often the fold writes to disk. Neither number changes the model itself.
 *
 * @param saveEveryLessons lessons between two saves of the live model, 1 or more; after a crash at most so many are learned again
 * @param checkpointEveryLessons an automatic checkpoint is taken when the number of lessons in the model is a multiple of this, 1 or more
 */
public record FoldSettings(int saveEveryLessons, int checkpointEveryLessons) {
    /** @throws IllegalArgumentException if a number is below 1 */
    public FoldSettings {
        if (saveEveryLessons < 1 || checkpointEveryLessons < 1) {
            throw new IllegalArgumentException("lessons between saves and between checkpoints must be 1 or more, got "
                    + saveEveryLessons + " and " + checkpointEveryLessons);
        }
    }

    public static FoldSettings defaults() {
        return new FoldSettings(1_000, 1_000);
    }
}
