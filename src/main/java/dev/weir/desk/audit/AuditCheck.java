package dev.weir.desk.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows the chains of an audit, record by record, and says what does not fit: a byte that was changed, a record that is missing, or
 * two that changed places.
 */
public final class AuditCheck {
    private static final int MOST_FAULTS = 100;

    private final Map<String, Link> ends = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> rewritten = new ArrayList<>();
    private int answeredFor;
    private long records;

    private record Link(long number, String hash) {}

    /** What was found. */
    public record Found(long records, int chains, List<String> faults) {
        public Found {
            faults = List.copyOf(faults);
        }
    }

    /** Takes in the next record of the topic. */
    public void take(long offset, byte @Nullable [] value) {
        records++;
        Optional<AuditEntry> read = AuditEntry.of(value);
        if (read.isEmpty() || value == null) {
            fault("offset " + offset + " holds no audit record");
            return;
        }
        AuditEntry entry = read.get();
        Link before = ends.getOrDefault(entry.writer(), new Link(0, AuditEntry.NONE));
        String name = "record " + entry.number() + " of " + entry.writer() + " at offset " + offset;
        if (entry.number() != before.number() + 1) {
            fault(name + " follows record " + before.number() + ": records are missing, or not in their order");
        } else if (!entry.previous().equals(before.hash())) {
            fault(name + " does not fit the record before it: one of the two was changed");
        }
        ends.put(entry.writer(), new Link(entry.number(), RewrittenEntry.link(value)));
        if (RewrittenEntry.isRewritten(value)) {
            rewritten.add(AuditEntry.hash(value));
        }
        if (entry.action().equals(RewrittenEntry.ACTION)
                && RewrittenEntry.digest(rewritten)
                        .equals(entry.details().path(RewrittenEntry.DIGEST).asText())) {
            answeredFor = rewritten.size();
        }
    }

    /**
     * What was found in all.
     *
     * @param heads the ends of chains as their writers have them; without one, missing last records are not seen
     */
    public Found finish(List<AuditHead> heads) {
        if (answeredFor < rewritten.size()) {
            fault((rewritten.size() - answeredFor)
                    + " records were written anew, and no record answers for it that a host was forgotten");
        }
        heads.forEach(known -> {
            Link end = ends.getOrDefault(known.writer(), new Link(0, AuditEntry.NONE));
            if (end.number() < known.number()) {
                fault("the chain of " + known.writer() + " ends at record " + end.number() + ", and had "
                        + known.number() + ": the last records are missing");
            } else if (end.number() == known.number() && !end.hash().equals(known.hash())) {
                fault("record " + known.number() + " of " + known.writer() + ", the last, was changed");
            }
        });
        return new Found(records, ends.size(), faults);
    }

    private void fault(String text) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(text);
        }
    }
}
