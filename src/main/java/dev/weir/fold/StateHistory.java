package dev.weir.fold;

import dev.weir.model.ModelState;
import dev.weir.model.Untrained;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The model at any version that the log has had, and as it would have been without some lessons: from the archive where that
 * is sound, else rebuilt.
 *
 * <p>Whether a rollback is carried out must be decided alike everywhere, whatever an instance's archive lost. The truth is what
 * the log alone gives. The archive and a rebuild from an older checkpoint are only shortcuts, believed when they arrive at
 * the digest asked for; before saying no, the whole log is folded from its start. So a damaged archive costs time, never the
 * agreement.
 */
final class StateHistory {
    private final ModelArchive archive;
    private final EventLog log;
    private final Consumer<String> damages;

    StateHistory(ModelArchive archive, EventLog log, Consumer<String> damages) {
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

    /** What was decided up to a version, by the log alone. */
    Ledger ledger(long version) {
        return LogReplay.upTo(log, version).ledger();
    }

    /**
     * The model at a version as it is in the world of now, if it has this digest; empty if the log says otherwise.
     *
     * @param now the version of now
     * @param ledger what was decided up to now; null if that is not known, then nothing is unlearned
     */
    Optional<ModelState> agreed(long version, String digest, long now, @Nullable Ledger ledger) {
        Ledger known = ledger == null ? Ledger.EMPTY : ledger;
        World world = known.worldAt(Long.MAX_VALUE);
        Optional<ModelState> kept = keptOf(version, world, known);
        if (isOf(kept, digest)) {
            return kept;
        }
        Optional<ModelState> rebuilt = ledger == null ? Optional.empty() : fromArchive(version, world, ledger);
        if (isOf(rebuilt, digest)) {
            return rebuilt;
        }
        Optional<ModelState> truth = Optional.of(
                isSame(version, world, known)
                        ? LogReplay.upTo(log, version).state()
                        : LogReplay.retold(log, version, world, ledger(now)));
        kept.ifPresent(state -> discardIfWrong(version, state, truth.get()));
        return truth.filter(state -> state.digest().equals(digest));
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

    private static boolean isOf(Optional<ModelState> state, String digest) {
        return state.filter(model -> model.digest().equals(digest)).isPresent();
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
