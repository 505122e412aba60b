package dev.weir.fold;

import dev.weir.model.ModelState;
import dev.weir.model.Untrained;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers for the live fold: from the archive where that is sound, else by rebuilding from an older model in it, else by folding the
 * whole log. So a damaged archive costs time, never the agreement.
 */
final class ArchivedHistory implements History {
    private final ModelArchive archive;
    private final EventLog log;
    private final Consumer<String> damages;

    ArchivedHistory(ModelArchive archive, EventLog log, Consumer<String> damages) {
        this.archive = archive;
        this.log = log;
        this.damages = damages;
    }

    /**
     * The model at a version that the log has reached.
     *
     * @param ledger what was decided up to there; null if that is not known
     */
    ModelState at(long version, @Nullable Ledger ledger) {
        if (ledger != null) {
            return retold(version, ledger.worldAt(version), ledger);
        }
        Optional<ModelState> kept = archive.checkpoint(version);
        reportArchive();
        return kept.orElseGet(() -> LogReplay.upTo(log, version).state());
    }

    /** The model at a version as it is in a world, by what was decided up to there. */
    ModelState retold(long version, World world, Ledger ledger) {
        return fromArchive(version, world, ledger).orElseGet(() -> LogReplay.retold(log, version, world, ledger));
    }

    @Override
    public ModelState retold(long version, Ledger ledger) {
        return retold(version, ledger.worldAt(Long.MAX_VALUE), ledger);
    }

    @Override
    public Ledger ledger(long version) {
        return LogReplay.upTo(log, version).ledger();
    }

    @Override
    public List<Supplier<Optional<ModelState>>> sources(long version, Present now) {
        Ledger ledger = now.ledger();
        Ledger known = ledger == null ? Ledger.EMPTY : ledger;
        World world = known.worldAt(Long.MAX_VALUE);
        Optional<ModelState> kept = keptOf(version, world, known);
        return List.of(
                () -> version >= now.version() ? Optional.of(now.state()) : Optional.empty(),
                () -> kept,
                () -> ledger == null ? Optional.empty() : read(version, () -> fromArchive(version, world, ledger)),
                () -> {
                    ModelState truth = read(version, () -> truth(version, world, known, now.version()));
                    kept.ifPresent(state -> discardIfWrong(version, state, truth));
                    return Optional.of(truth);
                });
    }

    private ModelState truth(long version, World world, Ledger known, long now) {
        return isSame(version, world, known)
                ? LogReplay.upTo(log, version).state()
                : LogReplay.retold(log, version, world, ledger(now));
    }

    private static <T> T read(long version, Supplier<T> fromLog) {
        try {
            return fromLog.get();
        } catch (IllegalStateException e) {
            throw new DivergenceException(
                    "cannot tell whether the rollback to version " + version
                            + " holds: its checkpoint is lost and the log cannot be read from its start: "
                            + e.getMessage(),
                    e);
        }
    }

    private Optional<ModelState> fromArchive(long version, World world, Ledger ledger) {
        Optional<ModelState> kept = keptOf(version, world, ledger);
        if (kept.isPresent()) {
            return kept;
        }
        Optional<ModelSnapshot> base = base(version, world, ledger);
        reportArchive();
        return base.flatMap(older ->
                LogReplay.retold(older, log, version, world, ledger, earlier -> keptOf(earlier, world, ledger)));
    }

    /** The newest checkpoint that a world has too. */
    private Optional<ModelSnapshot> base(long version, World world, Ledger ledger) {
        long most = version;
        while (true) {
            Optional<ModelSnapshot> newest = archive.newestCheckpoint(most);
            if (newest.isEmpty() || isSame(newest.get().version(), world, ledger)) {
                return newest;
            }
            most = ledger.worldAt(newest.get().version()).sameUpTo(world);
        }
    }

    private Optional<ModelState> keptOf(long version, World world, Ledger ledger) {
        Optional<ModelState> kept = isSame(version, world, ledger) ? archive.checkpoint(version) : Optional.empty();
        reportArchive();
        return kept;
    }

    private static boolean isSame(long version, World world, Ledger ledger) {
        return ledger.worldAt(version).sameUpTo(world) >= version;
    }

    private void discardIfWrong(long version, ModelState kept, ModelState truth) {
        if (!kept.digest().equals(truth.digest())) {
            damages.accept(
                    "checkpoint " + version + " is whole, but is not the model that the log gives; it is dropped");
            archive.discardCheckpoint(version);
        }
    }

    private void reportArchive() {
        archive.takeDamages().forEach(damages);
    }

    /** The newest of the live model and the checkpoints that is sound; the untrained model if none is. */
    ModelSnapshot newest() {
        Optional<ModelSnapshot> live = archive.live();
        Optional<ModelSnapshot> checkpoint = archive.newestCheckpoint(Long.MAX_VALUE);
        reportArchive();
        OptionalLong checkpointVersion =
                checkpoint.map(ModelSnapshot::version).map(OptionalLong::of).orElseGet(OptionalLong::empty);
        return live.filter(state -> state.version() >= checkpointVersion.orElse(0))
                .or(() -> checkpoint)
                .orElseGet(() -> new ModelSnapshot(0, Untrained.STATE, Ledger.EMPTY));
    }
}
