package dev.weir.evaluation.labelling;

import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Wrong verdicts, to see what they cost. Every verdict is given by one of five analysts, by chance; the first of them attacks.
 *
 * @param kind how
 * @param value the part of verdicts that are wrong, the category that is hidden, or how many honest verdicts come first
 */
public record Poison(Kind kind, String value) {
    private static final Pattern TEXT = Pattern.compile("(flip|target|trigger|tired):(.+)");
    private static final int ANALYSTS = 5;

    /** How verdicts are wrong. */
    public enum Kind {
        /** The attacker says the opposite of a part of the flows. */
        FLIP,
        /** The attacker calls the threats of one category benign. */
        TARGET,
        /** The attacker is honest for so many verdicts, and then says the opposite of every flow. */
        TRIGGER,
        /** All analysts are wrong about a part of the flows. */
        TIRED
    }

    /** @throws IllegalArgumentException if the value is none for this kind */
    public Poison {
        if (kind == Kind.FLIP || kind == Kind.TIRED) {
            double part = number(value);
            if (!(part > 0 && part <= 1)) {
                throw new IllegalArgumentException(
                        "the part of wrong verdicts must be above 0 and up to 1, got " + value);
            }
        } else if (kind == Kind.TRIGGER && !value.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("trigger takes a number of honest verdicts, got " + value);
        }
    }

    /** @throws IllegalArgumentException if the text is no poison */
    public static Poison parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "poison must be flip:PART, target:CATEGORY, trigger:HONEST or tired:PART, got " + text);
        }
        return new Poison(Kind.valueOf(parts.group(1).toUpperCase(Locale.ROOT)), parts.group(2));
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the part of wrong verdicts must be a number, got " + text, e);
        }
    }

    /** Those who give the verdicts of one run. */
    public Liars liars(long seed) {
        return new Liars(this, new Random(seed));
    }

    /** Decides verdict by verdict. Not thread-safe. */
    public static final class Liars {
        private final Poison poison;
        private final Random random;
        private long ofAttacker;

        private Liars(Poison poison, Random random) {
            this.poison = poison;
            this.random = random;
        }

        /** What is said of a flow. */
        public Candidate said(Candidate candidate) {
            int analyst = random.nextInt(ANALYSTS);
            boolean isAttacker = analyst == 0;
            double chance = random.nextDouble();
            ofAttacker += isAttacker ? 1 : 0;
            boolean lies = switch (poison.kind()) {
                case FLIP -> isAttacker && chance < number(poison.value());
                case TIRED -> chance < number(poison.value());
                case TARGET ->
                    isAttacker && candidate.isMalicious() && poison.value().equals(candidate.category());
                case TRIGGER -> isAttacker && ofAttacker > Long.parseLong(poison.value());
            };
            Candidate given = candidate.by("analyst-" + analyst);
            return lies ? given.opposite() : given;
        }
    }
}
