package dev.weir.evaluation.labelling;

import java.util.Locale;

/**
 * Which of the scored flows get a verdict, and when. Written {@code random:BUDGET:DELAY}, {@code triage:WINDOW:TOP:AUDIT},
 * {@code review:WINDOW:N} or {@code full}.
 */
public sealed interface LabelProtocol {
    /**
     * Each flow gets a verdict with a fixed probability, some flows later.
     *
     * @param budget probability, 0 to 1
     * @param delayFlows how many flows later, 0 or more
     */
    record Random(double budget, int delayFlows) implements LabelProtocol {
        public Random {
            if (!(budget >= 0 && budget <= 1)) {
                throw new IllegalArgumentException("budget must be 0 to 1, got " + budget);
            }
            if (delayFlows < 0) {
                throw new IllegalArgumentException("delay must be 0 flows or more, got " + delayFlows);
            }
        }

        @Override
        public String toString() {
            return "random:" + number(budget) + ":" + delayFlows;
        }
    }

    /**
     * At the end of each window an analyst works the top of the alert queue and looks into some flows at random.
     *
     * @param windowFlows flows per window, 1 to a million
     * @param top how many of the highest-scored get a verdict
     * @param audit how many random ones besides; with the top at most the window
     */
    record Triage(int windowFlows, int top, int audit) implements LabelProtocol {
        public Triage {
            if (windowFlows < 1 || windowFlows > 1_000_000) {
                throw new IllegalArgumentException("window must be 1 to 1000000 flows, got " + windowFlows);
            }
            if (top < 0 || audit < 0 || top + audit > windowFlows) {
                throw new IllegalArgumentException(
                        "top and audit must be 0 or more and together at most the window, got " + top + ", " + audit);
            }
        }

        @Override
        public String toString() {
            return "triage:" + windowFlows + ":" + top + ":" + audit;
        }
    }

    /**
     * At the end of each window an analyst gives verdicts on the flows that {@code weir review} asks about.
     *
     * @param windowFlows flows per window, 1 to a million
     * @param picks how many get a verdict, 0 to the window
     */
    record Review(int windowFlows, int picks) implements LabelProtocol {
        public Review {
            if (windowFlows < 1 || windowFlows > 1_000_000) {
                throw new IllegalArgumentException("window must be 1 to 1000000 flows, got " + windowFlows);
            }
            if (picks < 0 || picks > windowFlows) {
                throw new IllegalArgumentException("picks must be 0 to the window, got " + picks);
            }
        }

        @Override
        public String toString() {
            return "review:" + windowFlows + ":" + picks;
        }
    }

    /** What an analyst does who works an alert queue: 10 alerts and 5 random flows of each 1,000. */
    static LabelProtocol defaults() {
        return new Triage(1000, 10, 5);
    }

    /** Every flow gets its verdict at once. */
    static LabelProtocol full() {
        return new Random(1, 0);
    }

    /** No flow ever gets a verdict. */
    static LabelProtocol none() {
        return new Random(0, 0);
    }

    /** @throws IllegalArgumentException if the text is no protocol; the message says how one is written */
    static LabelProtocol parse(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).split(":", -1);
        try {
            if (parts[0].equals("full") && parts.length == 1) {
                return full();
            }
            if (parts[0].equals("random") && parts.length == 3) {
                return new Random(Double.parseDouble(parts[1]), Integer.parseInt(parts[2]));
            }
            if (parts[0].equals("review") && parts.length == 3) {
                return new Review(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
            }
            if (parts[0].equals("triage") && parts.length == 4) {
                return new Triage(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(usage(text), e);
        }
        throw new IllegalArgumentException(usage(text));
    }

    private static String usage(String text) {
        return "label protocol must be random:BUDGET:DELAY, triage:WINDOW:TOP:AUDIT, review:WINDOW:N or full, got '"
                + text + "'";
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
