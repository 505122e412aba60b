package dev.weir.response.executor;

import dev.weir.files.AtomicFile;
import dev.weir.response.Action;
import dev.weir.response.Addresses;
import dev.weir.response.ResponsePlan;
import dev.weir.response.ResponseStep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists the hosts that are denied or contained in a file, one address a line, for firewalls that poll it (EDL). */
public final class FeedExecutor implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(FeedExecutor.class);

    private final Path file;

    public FeedExecutor(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public String name() {
        return "feed";
    }

    /** A list of addresses can say neither between whom, nor what is kept. */
    @Override
    public boolean can(ResponsePlan plan) {
        boolean isWhole = plan.target().peer() == null && plan.keep().isEmpty();
        return (plan.action() == Action.DENY || plan.action() == Action.CONTAIN)
                && isWhole
                && Addresses.address(plan.target().host()).isPresent();
    }

    @Override
    public Map<String, Outcome> reconcile(List<ResponseStep> inForce, Instant now) {
        TreeSet<String> addresses = new TreeSet<>();
        inForce.forEach(step -> addresses.add(step.plan().target().host().text()));
        Outcome outcome = Outcome.DONE;
        try {
            write(addresses);
        } catch (IOException e) {
            LOG.warn("the feed {} is not as it should be: {}", file, e.toString());
            outcome = Outcome.notNow("cannot write " + file + ": " + e);
        }
        Map<String, Outcome> outcomes = new HashMap<>();
        for (ResponseStep step : inForce) {
            outcomes.put(step.id(), outcome);
        }
        return outcomes;
    }

    /** Whole or not at all, since it may be read at any moment. */
    private void write(SortedSet<String> addresses) throws IOException {
        if (Files.exists(file) && Files.readAllLines(file).equals(List.copyOf(addresses))) {
            return;
        }
        String lines = addresses.stream().map(address -> address + "\n").collect(Collectors.joining());
        AtomicFile.write(file, lines.getBytes(StandardCharsets.UTF_8));
    }
}
