package dev.weir.response.playbook;

import dev.weir.response.Action;
import dev.weir.response.Mode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done about alerts of some sort.
 *
 * @param name names it, 1 to 64 letters, digits or {@code . _ -}
 * @param condition which alerts
 * @param action what is done
 * @param aim to whom
 * @param duration for how long
 * @param keep addresses and networks that a contained host may still talk to
 * @param redirectTo the address that traffic is sent to; null for all but redirection
 * @param mode how far it may go without a person
 * @param hash of all that it means but the mode, in hexadecimal digits
 */
public record Rule(
        String name,
        Condition condition,
        Action action,
        Aim aim,
        Duration duration,
        List<String> keep,
        @Nullable String redirectTo,
        Mode mode,
        String hash) {
    public Rule {
        keep = List.copyOf(keep);
    }

    /** The same in another mode. */
    public Rule in(Mode other) {
        return new Rule(name, condition, action, aim, duration, keep, redirectTo, other, hash);
    }
}
