package dev.weir.response.executor;

import dev.weir.files.AtomicFile;
import dev.weir.flow.Printable;
import dev.weir.response.Action;
import dev.weir.response.Addresses;
import dev.weir.response.ResponsePlan;
import dev.weir.response.ResponseStep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists the hosts that are denied or contained in a file, one address a line, for firewalls that poll it (EDL). When each line ends
 * stands in a second file beside it, since a list of addresses cannot say it, and it must end also where Kafka is not yet reached.
 */
public final class FeedExecutor implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(FeedExecutor.class);

    private final Path file;
    private final Path ends;
    /** Whether it was said that it cannot lift: it is tried every second, and once is enough to say. */
    private boolean isWarned;

    public FeedExecutor(Path file) {
        this.file = file.toAbsolutePath();
        this.ends = this.file.resolveSibling("." + this.file.getFileName() + ".until");
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
        TreeMap<String, Instant> until = new TreeMap<>();
        for (ResponseStep step : inForce) {
            until.merge(
                    step.plan().target().host().text(),
                    step.end().orElse(step.at()),
                    (one, other) -> one.isAfter(other) ? one : other);
        }
        Outcome outcome = Outcome.DONE;
        try {
            write(until);
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

    /** A line without an end was about to be taken out when Weir died. Where no ends are noted, all stays as it is. */
    @Override
    public void lift(Instant now) {
        try {
            if (!Files.exists(file) || !Files.exists(ends)) {
                return;
            }
            Map<String, Instant> until = noted();
            replace(
                    file,
                    Files.readAllLines(file).stream()
                            .filter(address -> now.isBefore(until.getOrDefault(address, Instant.MIN)))
                            .toList());
            isWarned = false;
        } catch (IOException e) {
            if (!isWarned) {
                LOG.warn("the feed {} may list what has run out: {}", file, e.toString());
            }
            isWarned = true;
        }
    }

    private Map<String, Instant> noted() throws IOException {
        Map<String, Instant> until = new HashMap<>();
        for (String line : Files.readAllLines(ends)) {
            int space = line.indexOf(' ');
            try {
                until.put(line.substring(0, Math.max(0, space)), Instant.parse(line.substring(space + 1)));
            } catch (DateTimeParseException e) {
                throw new IOException("no address and time in " + ends + ": " + Printable.escape(line, 80), e);
            }
        }
        return until;
    }

    /** The ends first: a crash after them leaves no line that nobody would take out. */
    private void write(SortedMap<String, Instant> until) throws IOException {
        replace(
                ends,
                until.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
        replace(file, List.copyOf(until.keySet()));
    }

    /** Whole or not at all, since it may be read at any moment. */
    private static void replace(Path target, List<String> lines) throws IOException {
        if (Files.exists(target) && Files.readAllLines(target).equals(lines)) {
            return;
        }
        String text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
        AtomicFile.write(target, text.getBytes(StandardCharsets.UTF_8));
    }
}
