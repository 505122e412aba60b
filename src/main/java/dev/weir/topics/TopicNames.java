package dev.weir.topics;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Names of Weir's topics.
 *
 * @param prefix what they start with, followed by a dot: 1 to 100 characters out of ASCII letters, digits and {@code . _ -}
 */
public record TopicNames(String prefix) {
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /** @throws IllegalArgumentException if the prefix is not of this form */
    public TopicNames {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("topic prefix \"" + prefix
                    + "\" must be 1 to 100 characters out of letters, digits, full stop, _ and -");
        }
    }

    public static TopicNames defaults() {
        return new TopicNames("weir");
    }

    /** Flows as users' collectors send them. */
    public String flows() {
        return prefix + ".flows";
    }

    /** Scored flows, by flow id. */
    public String scored() {
        return prefix + ".scored";
    }

    /** Alerts, by flow id. */
    public String alerts() {
        return prefix + ".alerts";
    }

    /** Commands to responders, by target. */
    public String responses() {
        return prefix + ".responses";
    }

    /** Verdicts, by flow id. */
    public String feedback() {
        return prefix + ".feedback";
    }

    /** Model events; the model is the fold over it. */
    public String modelLog() {
        return prefix + ".model-log";
    }

    /** Who did what. */
    public String audit() {
        return prefix + ".audit";
    }

    /** Keys of the hosts that the audit names; who deletes them makes it forget the hosts. */
    public String hostKeys() {
        return prefix + ".host-keys";
    }

    /** What is allowed on this network; the allowlist is the fold over it. */
    public String allowlist() {
        return prefix + ".allowlist";
    }

    /** What sources of indicators hold to be malicious. */
    public String intel() {
        return prefix + ".intel";
    }

    /** What could not be used, as received, with the reason. */
    public String deadLetters() {
        return prefix + ".dead-letters";
    }

    /** Whether a topic is one of these. */
    public boolean isOwn(String topic) {
        return all().contains(topic);
    }

    /** Whether all that was ever written to a topic counts, in its order. */
    public boolean isForEver(String topic) {
        return topic.equals(modelLog()) || topic.equals(audit()) || topic.equals(allowlist());
    }

    List<String> all() {
        return List.of(
                flows(),
                scored(),
                alerts(),
                responses(),
                feedback(),
                modelLog(),
                audit(),
                hostKeys(),
                allowlist(),
                intel(),
                deadLetters());
    }
}
