package dev.weir.fold;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Records what was decided while a log was folded: which lessons are unlearned, and which rollbacks and baselines were carried
 * out. Whoever folds the log again without some of its lessons follows it. Covers all events below a version of the model. Immutable.
 *
 * @param unlearnings in the order of the log
 * @param rollBacks version gone back to of each rollback that was carried out, by its offset
 * @param refused offsets of events that were set aside for what the model was at that time
 */
public record Ledger(List<Unlearning> unlearnings, NavigableMap<Long, Long> rollBacks, Set<Long> refused) {
    /** Of a log without events. */
    public static final Ledger EMPTY = new Ledger(List.of(), new TreeMap<>(), Set.of());

    /** When an unlearning was taken back that never was. */
    static final long NEVER = Long.MAX_VALUE;

    /**
     * One unlearning.
     *
     * @param offset of its event
     * @param lessons what was unlearned
     * @param takenBackAt offset of the event that took it back, or {@link #NEVER}
     */
    public record Unlearning(long offset, Selection lessons, long takenBackAt) {
        boolean holdsAt(long version) {
            return offset < version && takenBackAt >= version;
        }
    }

    public Ledger {
        unlearnings = List.copyOf(unlearnings);
        rollBacks = new TreeMap<>(rollBacks);
        refused = new TreeSet<>(refused);
    }

    /** The world that the model of a version is of. */
    public World worldAt(long version) {
        return new World(unlearnings.stream()
                .filter(unlearning -> unlearning.holdsAt(version))
                .map(Unlearning::lessons)
                .toList());
    }

    /** Whether there is an unlearning that nobody has taken back. */
    public boolean isUnlearned(long offset) {
        return unlearnings.stream()
                .anyMatch(unlearning -> unlearning.offset() == offset && unlearning.takenBackAt() == NEVER);
    }

    public Ledger withUnlearning(long offset, Selection lessons) {
        List<Unlearning> more = new ArrayList<>(unlearnings);
        more.add(new Unlearning(offset, lessons, NEVER));
        return new Ledger(more, rollBacks, refused);
    }

    public Ledger withTakenBack(long unlearning, long offset) {
        return new Ledger(
                unlearnings.stream()
                        .map(one ->
                                one.offset() == unlearning ? new Unlearning(one.offset(), one.lessons(), offset) : one)
                        .toList(),
                rollBacks,
                refused);
    }

    Ledger withRollBack(long offset, long toVersion) {
        NavigableMap<Long, Long> more = new TreeMap<>(rollBacks);
        more.put(offset, toVersion);
        return new Ledger(unlearnings, more, refused);
    }

    Ledger withRefused(long offset) {
        Set<Long> more = new HashSet<>(refused);
        more.add(offset);
        return new Ledger(unlearnings, rollBacks, more);
    }
}
