package dev.weir.response.executor;

import dev.weir.response.Action;
import dev.weir.response.Addresses;
import dev.weir.response.ResponsePlan;
import dev.weir.response.ResponseStep;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Blocks, contains and redirects with Linux's nftables, in a table of its own. */
public final class NftablesExecutor implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(NftablesExecutor.class);
    /** An entry may end so much earlier or later than it should, since nft tells whole seconds. */
    private static final long TOLERATED_SECONDS = 2;

    private static final String NO_TABLE = "No such file or directory";

    private final NftCommand nft;

    /** @param command such as {@code nft}, or {@code ssh gateway nft} */
    public NftablesExecutor(List<String> command) {
        this.nft = new NftCommand(command);
    }

    @Override
    public String name() {
        return "nftables";
    }

    @Override
    public boolean can(ResponsePlan plan) {
        return plan.action().changesTraffic()
                && Addresses.address(plan.target().host()).isPresent()
                && (plan.action() != Action.REDIRECT || plan.redirectTo() != null);
    }

    @Override
    public Map<String, Outcome> reconcile(List<ResponseStep> inForce, Instant now) {
        Outcome outcome;
        try {
            mend(NftTable.wanted(inForce), now);
            outcome = Outcome.DONE;
        } catch (ExecutorException e) {
            LOG.warn("nftables is not as it should be: {}", e.getMessage());
            outcome = Outcome.notNow(String.valueOf(e.getMessage()));
        }
        Map<String, Outcome> outcomes = new HashMap<>();
        for (ResponseStep step : inForce) {
            outcomes.put(step.id(), outcome);
        }
        return outcomes;
    }

    private void mend(Map<NftElement, Instant> wanted, Instant now) throws ExecutorException {
        NftListing listing = list();
        if (listing == null && wanted.isEmpty()) {
            return;
        }
        if (listing == null || !listing.isWhole()) {
            nft.run(NftTable.rebuild(wanted, now), "-f", "-");
            return;
        }
        String script = difference(wanted, listing.expiresSeconds(), now);
        if (script.isEmpty()) {
            return;
        }
        try {
            nft.run(script, "-f", "-");
        } catch (ExecutorException e) {
            LOG.debug("an entry ended meanwhile, so the table is made anew: {}", e.getMessage());
            nft.run(NftTable.rebuild(wanted, now), "-f", "-");
        }
    }

    /** What is in the table; null if there is none. */
    private @Nullable NftListing list() throws ExecutorException {
        try {
            return NftListing.read(nft.run("", "-j", "list", "table", "inet", "weir"));
        } catch (ExecutorException e) {
            if (String.valueOf(e.getMessage()).contains(NO_TABLE)) {
                return null;
            }
            throw e;
        }
    }

    private static String difference(
            Map<NftElement, Instant> wanted, Map<NftElement, Long> expiresSeconds, Instant now) {
        StringBuilder script = new StringBuilder();
        expiresSeconds.keySet().stream()
                .filter(element -> !wanted.containsKey(element))
                .forEach(element -> script.append(element.delete()));
        wanted.forEach((element, until) -> {
            long seconds = NftTable.seconds(now, until);
            Long expires = expiresSeconds.get(element);
            if (expires == null) {
                script.append(element.add(seconds));
            } else if (Math.abs(expires - seconds) > TOLERATED_SECONDS) {
                script.append(element.delete()).append(element.add(seconds));
            }
        });
        return script.toString();
    }
}
