package dev.weir.evaluation.labelling;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Wrong verdicts, to see what they cost. Every verdict is given by one of five analysts, by chance; the first of them attacks, or the
 * first three.
 *
 * @param kind how
 * @param value the part of verdicts that are wrong, the category that is hidden, or how many honest verdicts come first; empty for
 *     honest analysts
 */
public record Poison(Kind kind, String value) {
    /** Hides whatever category the attacker sees first. */
    private static final String FIRST_SEEN = "first";

    private static final Pattern TEXT = Pattern.compile("(flip|target|trigger|turn|tired):(.+)|(honest)");
    private static final int ANALYSTS = 5;
    private static final int MOST_WHO_TURN = 3;

    /** How verdicts are wrong. */
    public enum Kind {
        /** Not at all. */
        HONEST,
        /** The attacker says the opposite of a part of the flows. */
        FLIP,
        /** The attacker calls the threats of one category benign. */
        TARGET,
        /** The attacker is honest for so many verdicts, and then says the opposite of every flow. */
        TRIGGER,
        /** Three of the five are honest until so many verdicts were given in all, and then say the opposite of every flow. */
        TURN,
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
        } else if ((kind == Kind.TRIGGER || kind == Kind.TURN) && !value.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("trigger and turn take a number of honest verdicts, got " + value);
        }
    }

    /** @throws IllegalArgumentException if the text is no poison */
    public static Poison parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "poison must be honest, flip:PART, target:CATEGORY, trigger:HONEST, turn:HONEST or tired:PART, got "
                            + text);
        }
        return parts.group(3) != null
                ? new Poison(Kind.HONEST, "")
                : new Poison(Kind.valueOf(parts.group(1).toUpperCase(Locale.ROOT)), parts.group(2));
    }

    /** The kinds that are measured side by side, honest analysts first. */
    public static List<Poison> all() {
        return Stream.of(
                        "honest",
                        "flip:0.05",
                        "flip:0.2",
                        "flip:0.4",
                        "target:" + FIRST_SEEN,
                        "trigger:15",
                        "tired:0.1",
                        "turn:100")
                .map(Poison::parse)
                .toList();
    }

    /** As it is written. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + (value.isEmpty() ? "" : ":" + value);
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
        private long given;
        private long ofAttacker;
        /** The category that is hidden, empty for flows that have none; no element until the first is seen. */
        private final List<Optional<String>> hidden = new ArrayList<>(1);

        private Liars(Poison poison, Random random) {
            this.poison = poison;
            this.random = random;
            if (!poison.value().equals(FIRST_SEEN)) {
                hidden.add(Optional.of(poison.value()));
            }
        }

        /** What is said of a flow. */
        public Candidate said(Candidate candidate) {
            int analyst = random.nextInt(ANALYSTS);
            double chance = random.nextDouble();
            given++;
            ofAttacker += analyst == 0 ? 1 : 0;
            Candidate said = candidate.by("analyst-" + analyst);
            return lies(analyst, chance, candidate) ? said.opposite() : said;
        }

        private boolean lies(int analyst, double chance, Candidate candidate) {
            boolean isAttacker = analyst == 0;
            return switch (poison.kind()) {
                case HONEST -> false;
                case FLIP -> isAttacker && chance < number(poison.value());
                case TIRED -> chance < number(poison.value());
                case TARGET -> isAttacker && candidate.isMalicious() && isHidden(candidate.category());
                case TRIGGER -> isAttacker && ofAttacker > Long.parseLong(poison.value());
                case TURN -> analyst < MOST_WHO_TURN && given > Long.parseLong(poison.value());
            };
        }

        private boolean isHidden(@Nullable String category) {
            Optional<String> seen = Optional.ofNullable(category);
            if (hidden.isEmpty()) {
                hidden.add(seen);
            }
            return hidden.contains(seen);
        }
    }
}
