package dev.weir.checkpoint;

/**
 * When checkpoints are taken, and which are kept: those with a name for ever, of the automatic ones the newest.
 *
 * @param everyLessons an automatic checkpoint is taken when the number of lessons in the model is a multiple of this, 1 or more
 * @param keepAutomatic how many automatic checkpoints are kept, 1 or more
 */
public record CheckpointSettings(int everyLessons, int keepAutomatic) {
    /** @throws IllegalArgumentException if a number is below 1 */
    public CheckpointSettings {
        if (everyLessons < 1 || keepAutomatic < 1) {
            throw new IllegalArgumentException("lessons between checkpoints and automatic checkpoints kept must be 1 or"
                    + " more, got " + everyLessons + " and " + keepAutomatic);
        }
    }

    public static CheckpointSettings defaults() {
        return new CheckpointSettings(1_000, 20);
    }
}
