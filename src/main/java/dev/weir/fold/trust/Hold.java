package dev.weir.fold.trust;

import dev.weir.model.DamagedModelException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Learning that stands still since some lessons made the model worse. Immutable.
 *
 * @param firstLesson offset of the first of those lessons
 * @param lastLesson offset of the last
 * @param waiting lessons that came since, and are learned when the hold ends
 * @param lapsed of those that came, such as were too many to wait
 */
public record Hold(long firstLesson, long lastLesson, int waiting, long lapsed) {
    /** @throws IllegalArgumentException if no lessons can be meant */
    public Hold {
        if (firstLesson < 0 || lastLesson < firstLesson || waiting < 0 || lapsed < 0) {
            throw new IllegalArgumentException(
                    "a hold is over lessons from 0, got " + firstLesson + " to " + lastLesson);
        }
    }

    /** What it is, and what to do about it, for an operator. */
    public String advice() {
        String lessons =
                firstLesson == lastLesson ? "lesson " + firstLesson : "lessons " + firstLesson + "-" + lastLesson;
        String named = firstLesson == lastLesson ? "" + firstLesson : firstLesson + "-" + lastLesson;
        return "learning is held: " + lessons + " made the model contradict verdicts that were agreed on; " + waiting
                + " later ones wait" + (lapsed == 0 ? "" : ", " + lapsed + " lapsed")
                + ". Scoring goes on. See what they would cost: weir unlearn --lesson " + named + " --preview";
    }

    Hold with(int nowWaiting, long nowLapsed) {
        return new Hold(firstLesson, lastLesson, nowWaiting, nowLapsed);
    }

    static void write(@Nullable Hold hold, DataOutputStream out) throws IOException {
        out.writeBoolean(hold != null);
        if (hold != null) {
            out.writeLong(hold.firstLesson());
            out.writeLong(hold.lastLesson());
            out.writeLong(hold.lapsed());
        }
    }

    /** @throws DamagedModelException if it was not written by {@link #write} */
    static @Nullable Hold read(DataInputStream in) throws IOException {
        return in.readBoolean() ? new Hold(in.readLong(), in.readLong(), 0, in.readLong()) : null;
    }
}
