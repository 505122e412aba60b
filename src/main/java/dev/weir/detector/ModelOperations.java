package dev.weir.detector;

import dev.weir.checkpoint.Checkpoint;
import dev.weir.checkpoint.CheckpointStore;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.fold.Ledger;
import dev.weir.fold.LiveModel;
import dev.weir.fold.LogReplay;
import dev.weir.fold.ModelDifference;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelSnapshot;
import dev.weir.fold.Replayed;
import dev.weir.fold.ServedModel;
import dev.weir.model.ModelFormat;
import dev.weir.model.ModelState;
import dev.weir.modelfile.ModelFile;
import dev.weir.modelfile.ModelFileException;
import dev.weir.topics.ModelLogReader;
import dev.weir.topics.ModelLogWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Does what an operator asks of the models of a running detector. Whatever changes the live model goes through the log. */
public final class ModelOperations {
    /** Names the model as it is now, where a checkpoint is asked for. */
    public static final String LIVE = "live";

    private static final String BASELINE = "baseline";
    private static final Pattern VERSION = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Duration APPLY_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration ROLLBACK_TIMEOUT = Duration.ofSeconds(10);

    private final LiveModel live;
    private final FoldReport report;
    private final CheckpointStore store;
    private final ModelLogReader logReader;
    private final ModelLogWriter logWriter;
    private final FeatureEncoder encoder;

    ModelOperations(
            LiveModel live,
            FoldReport report,
            CheckpointStore store,
            ModelLogReader logReader,
            ModelLogWriter logWriter,
            FeatureEncoder encoder) {
        this.live = live;
        this.report = report;
        this.store = store;
        this.logReader = logReader;
        this.logWriter = logWriter;
        this.encoder = encoder;
    }

    /** All checkpoints, newest first. */
    public List<Checkpoint> checkpoints() {
        return store.list();
    }

    /**
     * Takes a checkpoint through the log and waits until it is in the store.
     *
     * @throws IllegalArgumentException if the name is not valid or taken
     */
    public Checkpoint takeCheckpoint(String name, String by) {
        Optional<Checkpoint> taken = store.find(name);
        if (taken.isPresent()) {
            throw new IllegalArgumentException("checkpoint '" + name + "' exists already, at version "
                    + taken.get().version() + "; choose another name");
        }
        long version = append(new ModelEvent.TakeCheckpoint(name, by));
        return store.find(name)
                .filter(checkpoint -> checkpoint.version() == version)
                .orElseThrow(() -> new IllegalArgumentException(
                        "checkpoint '" + name + "' was taken by somebody else meanwhile; choose another name"));
    }

    /**
     * Rolls all instances back through the log and waits until this one has.
     *
     * @throws IllegalArgumentException if there is no such checkpoint or version
     * @throws UnappliedException if the fold sets it aside, or has not come to it within 10 s
     */
    public RolledBack rollBack(String idOrName, String by) {
        Checkpoint target = asItIsNow(existing(idOrName));
        long version = append(new ModelEvent.RollBack(target.version(), target.digest(), by), ROLLBACK_TIMEOUT);
        return new RolledBack(target, version);
    }

    /** A checkpoint less what has been unlearned since it was taken. */
    private Checkpoint asItIsNow(Checkpoint taken) {
        Ledger ledger = live.fold().ledgerIfUnlearned();
        if (ledger == null) {
            return taken;
        }
        ModelState state = live.fold().stateIn(ledger.worldAt(Long.MAX_VALUE), taken.version(), ledger);
        return new Checkpoint(
                taken.version(), taken.name(), taken.at(), state.lessons(), state.digest(), state.bytes().length);
    }

    /** The model as it is now, as a file. */
    public ModelFile export() {
        ModelSnapshot now = live.snapshot();
        ModelState shared = ModelFormat.withoutNotes(now.state());
        return ModelFile.of(shared, encoder.schema(), "exported at model version " + now.version());
    }

    /**
     * Makes every instance go on with the model of a file, through the log, and waits until this one does. A checkpoint of the
     * model before it is taken first.
     *
     * @throws ModelFileException if it is not for this Weir
     */
    public Installed install(ModelFile file, String by) {
        file.requireFits(encoder.schema());
        Checkpoint before = takeCheckpoint("before-install-" + live.fold().nextOffset(), by);
        long version = append(new ModelEvent.Install(file.state(), by));
        return new Installed(before, version, file.state());
    }

    /** Puts a model into the log for whoever folds it first, unless another was put there meanwhile. Does not wait. */
    void installFirst(ModelFile baseline) {
        baseline.requireFits(encoder.schema());
        logWriter.append(new ModelEvent.Install(baseline.state(), BASELINE, true));
    }

    /**
     * An installed model.
     *
     * @param before the model that it replaced
     * @param version of the model since then
     * @param state the model
     */
    public record Installed(Checkpoint before, long version, ModelState state) {}

    /**
     * What changed between two models.
     *
     * @param from id or name of a checkpoint, or {@value #LIVE}
     * @param to the same
     * @throws IllegalArgumentException if there is no such checkpoint
     */
    public ModelDifference difference(String from, String to) {
        return live.fold().difference(version(from), version(to), encoder);
    }

    /**
     * The model that a rollback would bring back, as scorers see it.
     *
     * @throws IllegalArgumentException if there is no such checkpoint or version
     */
    ServedModel target(String idOrName) {
        long version = existing(idOrName).version();
        return ServedModel.of(new ModelSnapshot(version, live.fold().stateAt(version)));
    }

    /** The model that the log alone gives, up to the version of the live one, and that live one. */
    public Verified verify() {
        ModelSnapshot now = live.snapshot();
        return new Verified(now, LogReplay.upTo(logReader, now.version()));
    }

    /**
     * The live model beside the one the log gives.
     *
     * @param live what scores
     * @param rebuilt what the log gives at the same version
     */
    public record Verified(ModelSnapshot live, Replayed rebuilt) {}

    private Checkpoint existing(String idOrName) {
        return store.find(idOrName)
                .or(() -> rebuilt(idOrName))
                .orElseThrow(() -> new IllegalArgumentException("no checkpoint '" + idOrName
                        + "', nor a version from 0 to " + live.fold().nextOffset()
                        + "; `weir checkpoints` lists the checkpoints there are"));
    }

    /** A version without a checkpoint is rebuilt from the log. */
    private Optional<Checkpoint> rebuilt(String id) {
        if (!VERSION.matcher(id).matches() || Long.parseLong(id) > live.fold().nextOffset()) {
            return Optional.empty();
        }
        long version = Long.parseLong(id);
        ModelState state = live.fold().stateAt(version);
        return Optional.of(
                new Checkpoint(version, null, Instant.EPOCH, state.lessons(), state.digest(), state.bytes().length));
    }

    private long version(String idOrName) {
        return idOrName.equals(LIVE)
                ? live.fold().nextOffset()
                : existing(idOrName).version();
    }

    private long append(ModelEvent event) {
        return append(event, APPLY_TIMEOUT);
    }

    /**
     * Writes an event into the log, and waits until this instance has carried it out.
     *
     * @return the version of the model after it
     * @throws UnappliedException if the fold sets it aside, or has not come to it in time
     */
    public long append(ModelEvent event, Duration patience) {
        long version = write(event);
        await(version, patience);
        return version;
    }

    /**
     * Writes an event into the log.
     *
     * @return the version of the model after it
     */
    public long write(ModelEvent event) {
        return logWriter.append(event) + 1;
    }

    /**
     * Waits until this instance has carried out an event.
     *
     * @param version of the model after it
     * @throws UnappliedException if the fold sets it aside, or has not come to it in time
     */
    public void await(long version, Duration patience) {
        if (!live.awaitVersion(version, patience)) {
            throw UnappliedException.pending(version, patience.toSeconds());
        }
        report.whySetAside(version - 1).ifPresent(why -> {
            throw UnappliedException.setAside(version, why);
        });
    }
}
