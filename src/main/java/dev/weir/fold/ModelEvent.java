package dev.weir.fold;

import dev.weir.flow.Verdict;
import dev.weir.fold.calibration.DrawnFlows;
import dev.weir.fold.trust.Weighing;
import dev.weir.model.ModelState;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One record of the model log. The model is the fold of these over its untrained state. */
public sealed interface ModelEvent {
    /**
     * Learn one lesson.
     *
     * @param teachesCategory whether the kind of threat is learned too; not from logs of before that was learned, so that their
     *     fold, and the digests that rollbacks in them ask for, stay what they were
     * @param weighing how it counts; not from logs of before that was done so, for the same reason
     */
    record Learn(Lesson lesson, boolean teachesCategory, Weighing weighing) implements ModelEvent {
        /** @throws IllegalArgumentException if it is to teach a kind of threat and names none */
        public Learn {
            if (teachesCategory && !namesThreat(lesson)) {
                throw new IllegalArgumentException("a lesson without a kind of threat cannot teach one");
            }
        }

        /** Teaches all that the lesson has, whoever gave it. */
        public Learn(Lesson lesson) {
            this(lesson, namesThreat(lesson));
        }

        /** Counts whoever gave it. */
        public Learn(Lesson lesson, boolean teachesCategory) {
            this(lesson, teachesCategory, Weighing.ALIKE);
        }

        /** Teaches all that the lesson has, as far as who gave it is believed. */
        public static Learn weighed(Lesson lesson) {
            return weighed(lesson, Weighing.SECONDED);
        }

        /** The same, as an older Weir weighed it. */
        static Learn weighed(Lesson lesson, Weighing weighing) {
            return new Learn(lesson, namesThreat(lesson), weighing);
        }

        boolean isWeighed() {
            return weighing != Weighing.ALIKE;
        }

        /** The score that the flow had, if the verdict tells how often a score is right; else null. */
        @Nullable
        Double calibrates() {
            boolean isChance = weighing.calibrates() && DrawnFlows.contains(lesson.flowId());
            return isChance ? lesson.score() : null;
        }

        private static boolean namesThreat(Lesson lesson) {
            return lesson.verdict() == Verdict.MALICIOUS && lesson.category() != null;
        }
    }

    /**
     * Keep the model as it is here, under a name.
     *
     * @param name 1 to 64 characters out of letters, digits and {@code . _ -}, not only digits
     * @param by who asked
     */
    record TakeCheckpoint(String name, String by) implements ModelEvent {
        private static final Pattern NAME = Pattern.compile("(?![0-9]+$)[A-Za-z0-9._-]{1,64}");

        /** @throws IllegalArgumentException if the name is not valid */
        public TakeCheckpoint {
            if (!isValidName(name)) {
                throw new IllegalArgumentException(
                        "checkpoint name must be 1 to 64 letters, digits or . _ - and not only digits");
            }
        }

        /** Whether the text could name a checkpoint; only digits would look like a version. */
        public static boolean isValidName(String text) {
            return NAME.matcher(text).matches();
        }
    }

    /**
     * Make the model what it was at an earlier version.
     *
     * @param toVersion the version, at most the offset of this event, which is the version before it
     * @param toDigest the model digest at that version, 64 hexadecimal digits; every instance must arrive at it
     * @param by who asked
     */
    record RollBack(long toVersion, String toDigest, String by) implements ModelEvent {
        private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

        /** @throws IllegalArgumentException if the version is negative or the digest is none */
        public RollBack {
            if (toVersion < 0 || !DIGEST.matcher(toDigest).matches()) {
                throw new IllegalArgumentException(
                        "rollback needs a version from 0 and a digest of 64 lower-case hexadecimal digits");
            }
        }
    }

    /**
     * Make the model one that was trained elsewhere.
     *
     * @param state the saved model
     * @param by who asked
     * @param onlyIfUntrained whether it counts only where nothing was learned or installed before: of several instances that
     *     start on an empty log, each may offer its baseline, and the lessons between two offers must not be lost
     */
    record Install(ModelState state, String by, boolean onlyIfUntrained) implements ModelEvent {
        /** Whatever was there before. */
        public Install(ModelState state, String by) {
            this(state, by, false);
        }
    }

    /**
     * Make the model what it would be had some lessons never been given.
     *
     * @param lessons which, all of them before this event
     * @param by who asked
     */
    record Unlearn(Selection lessons, String by) implements ModelEvent {}

    /**
     * Take an unlearning back: its lessons count again.
     *
     * @param unlearning offset of its event
     * @param by who asked
     */
    record Relearn(long unlearning, String by) implements ModelEvent {
        /** @throws IllegalArgumentException if the offset is negative */
        public Relearn {
            if (unlearning < 0) {
                throw new IllegalArgumentException("an unlearning is named by its offset from 0, got " + unlearning);
            }
        }
    }
}
