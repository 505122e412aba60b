package dev.weir.response.guard;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the model can be trusted with an action.
 *
 * @param rolledBackAt version of the model right after its last rollback; 0 if there was none
 * @param rolledBackTime when that was; null if there was none
 * @param onHold whether learning is held since lessons made the model worse
 */
public record ModelStanding(long rolledBackAt, @Nullable Instant rolledBackTime, boolean onHold) {
    /** Never rolled back. */
    public static final ModelStanding GOOD = new ModelStanding(0, null, false);

    /** After a rollback. */
    public ModelStanding rolledBack(long version, Instant time) {
        return new ModelStanding(version, time, onHold);
    }

    /** While learning is held, or is not any more. */
    public ModelStanding held(boolean isHeld) {
        return new ModelStanding(rolledBackAt, rolledBackTime, isHeld);
    }

    /** Why a person must decide on what a version of the model found; null if none needs to. */
    @Nullable
    String doubt(long version, Instant now, Duration afterRollback) {
        if (onHold) {
            return "learning is held, since lessons made the model worse";
        }
        if (version < rolledBackAt) {
            return "model version " + version + " was rolled back";
        }
        if (rolledBackTime != null && now.isBefore(rolledBackTime.plus(afterRollback))) {
            return "the model was rolled back less than " + afterRollback.toMinutes() + " minutes ago";
        }
        return null;
    }
}
