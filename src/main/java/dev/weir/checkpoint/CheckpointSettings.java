package dev.weir.checkpoint;

/**
 * When checkpoints are taken, and which are kept: those with a name for ever, of the automatic ones those of the
 * last hour, and fewer the older they are.
 *
 * @param everyLessons an automatic checkpoint is taken when the number of lessons in the model is a multiple of this, 1 or more
 * @param keepAutomatic how many automatic checkpoints of the last hour are kept, the newest, 1 or more; of those before, one for
 *     each hour of a day, each day of a week, and each week
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
