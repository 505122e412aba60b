package dev.weir.fold;

import dev.weir.model.ModelState;
import dev.weir.model.Untrained;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The model at any version that the log has had: from the archive where that is sound, else rebuilt.
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

    /** The model at a version that the log has reached. */
    ModelState at(long version) {
        Optional<ModelState> kept = archive.checkpoint(version);
        reportArchive();
        return kept.or(() -> fromOlder(version))
                .orElseGet(() -> LogReplay.upTo(log, version).state());
    }

    /** The model at a version that the log has reached, if it has this digest; empty if the log says otherwise. */
    Optional<ModelState> agreed(long version, String digest) {
        Optional<ModelState> kept = archive.checkpoint(version);
        reportArchive();
        if (isOf(kept, digest)) {
            return kept;
        }
        Optional<ModelState> rebuilt = fromOlder(version);
        if (isOf(rebuilt, digest)) {
            return rebuilt;
        }
        Optional<ModelState> truth = Optional.of(LogReplay.upTo(log, version).state());
        kept.ifPresent(state -> discardIfWrong(version, state, truth.get()));
        return truth.filter(state -> state.digest().equals(digest));
    }

    private Optional<ModelState> fromOlder(long version) {
        Optional<ModelSnapshot> base = archive.newestCheckpoint(version);
        reportArchive();
        return base.flatMap(older -> LogReplay.from(older, log, version, archive::checkpoint));
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
                .orElseGet(() -> new ModelSnapshot(0, Untrained.STATE));
    }
}
