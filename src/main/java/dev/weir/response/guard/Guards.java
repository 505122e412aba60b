package dev.weir.response.guard;

import dev.weir.response.Action;
import dev.weir.response.Addresses;
import dev.weir.response.AlertFacts;
import dev.weir.response.Decimal;
import dev.weir.response.ResponseBook;
import dev.weir.response.Target;
import inet.ipaddr.IPAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Decides whether an action is allowed: first it refuses protected assets, then it holds what needs a human's approval. */
public final class Guards {
    private final GuardSettings settings;
    private final ResponseBook book;
    private final Surroundings surroundings;
    private ProtectedAssets assets;
    private ModelStanding standing = ModelStanding.GOOD;

    public Guards(GuardSettings settings, ProtectedAssets assets, ResponseBook book, Surroundings surroundings) {
        this.settings = settings;
        this.assets = assets;
        this.book = book;
        this.surroundings = surroundings;
    }

    /** Takes other protected assets from now on. */
    public void protect(ProtectedAssets others) {
        this.assets = others;
    }

    /** How the model stands, as far as is known. */
    public ModelStanding standing() {
        return standing;
    }

    /** Takes in how the model stands from now on. */
    public void stand(ModelStanding changed) {
        this.standing = changed;
    }

    /** Whether an action may be, and if not, why. */
    public GuardRuling judge(AlertFacts alert, Action action, Target target, @Nullable String redirectTo, Instant now) {
        if (!action.changesTraffic()) {
            return GuardRuling.PASS;
        }
        Optional<String> never = never(action, target, redirectTo);
        if (never.isPresent()) {
            return GuardRuling.refuse(never.get());
        }
        if (alert.score() < settings.leastScore()) {
            return GuardRuling.hold(
                    "score " + Decimal.of(alert.score()) + " is below " + Decimal.of(settings.leastScore()));
        }
        String doubt = standing.doubt(alert.modelVersion(), now, settings.afterRollback());
        if (doubt != null) {
            return GuardRuling.hold(doubt);
        }
        String spread = spread(target, now);
        return spread == null ? GuardRuling.PASS : GuardRuling.hold(spread);
    }

    /** Why an action may never be, whoever says so; empty if it may. */
    public Optional<String> never(Action action, Target target, @Nullable String redirectTo) {
        if (redirectTo != null) {
            Optional<IPAddress> from = Addresses.address(target.host());
            Optional<IPAddress> to = Addresses.address(redirectTo);
            if (from.isPresent()
                    && to.isPresent()
                    && from.get().isIPv4() != to.get().isIPv4()) {
                return Optional.of("traffic to " + target.host() + " cannot go to " + redirectTo
                        + ", an address of the other family");
            }
        }
        return assets.why(action, target);
    }

    /** Why one host more would be too many; null if it would not. */
    private @Nullable String spread(Target target, Instant now) {
        Instant since = now.minus(settings.window());
        if (book.wasActedOn(target.host(), since)) {
            return null;
        }
        int hosts = book.hostsActedOn(since, settings.mostHosts());
        if (hosts >= settings.mostHosts()) {
            return "blast radius: " + hosts + " hosts were acted on in "
                    + settings.window().toMinutes() + " minutes";
        }
        OptionalLong active = surroundings.activeHosts();
        if (active.isPresent() && hosts >= Math.max(1, active.getAsLong() * settings.mostHostsShare())) {
            return "blast radius: " + hosts + " of " + active.getAsLong() + " active hosts were acted on in "
                    + settings.window().toMinutes() + " minutes";
        }
        return null;
    }
}
