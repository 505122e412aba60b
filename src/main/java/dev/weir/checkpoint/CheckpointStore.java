package dev.weir.checkpoint;

import dev.weir.checkpoint.Tables.Table;
import dev.weir.fold.ModelArchive;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelSnapshot;
import dev.weir.model.ModelState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Models in RocksDB: the live one and the checkpoints. Each write is one synced batch. Each value has a format version and a
 * SHA-256 of its own, checked before anything is handed out; what fails counts as missing and is named in {@link #takeDamages}.
 *
 * <p>Retention: checkpoints with a name are kept for ever; of the automatic ones of the last hour the newest, as many as
 * {@link CheckpointSettings#keepAutomatic} says; of the older ones the first of each hour for a day, of each day for a week, and of
 * each week after. So nobody can flush what was there before by teaching a lot. The others are deleted when the next checkpoint is
 * saved.
 *
 * <p>One process at a time; thread-safe within it.
 */
public final class CheckpointStore implements ModelArchive, AutoCloseable {
    private static final byte[] LIVE_KEY = "live".getBytes(StandardCharsets.US_ASCII);

    private final Tables tables;
    private final CheckpointSettings settings;
    private final List<String> damages = new ArrayList<>();
    private boolean closed;

    /**
     * Opens the store, or an empty one in place of it where its files are damaged beyond reading; they are kept beside it then.
     *
     * @throws StoreException if the folder is in use by another process, or cannot be opened
     */
    public CheckpointStore(Path folder, CheckpointSettings settings) {
        this.tables = DamagedStore.open(folder, damages::add);
        this.settings = settings;
    }

    @Override
    public synchronized Optional<ModelSnapshot> live() {
        return read(Table.LIVE, LIVE_KEY, "the live model").map(Records::model);
    }

    @Override
    public synchronized void saveLive(ModelSnapshot live) {
        requireOpen();
        byte[] value = seal(Table.LIVE, LIVE_KEY, Records.model(live));
        tables.write(changes -> changes.put(Table.LIVE, LIVE_KEY, value));
    }

    /** @throws IllegalArgumentException if the name is not valid */
    @Override
    public synchronized void saveCheckpoint(ModelSnapshot checkpoint, @Nullable String name, Instant at) {
        requireOpen();
        if (name != null && !ModelEvent.TakeCheckpoint.isValidName(name)) {
            throw new IllegalArgumentException(
                    "checkpoint name must be 1 to 64 letters, digits or . _ - and not only digits");
        }
        byte[] key = key(checkpoint.version());
        byte[] model = seal(Table.MODELS, key, Records.model(checkpoint));
        byte[] description = seal(Table.DESCRIPTIONS, key, Records.description(Records.describe(checkpoint, name, at)));
        List<Long> surplus = surplusBeside(checkpoint.version(), name, at);
        tables.write(changes -> {
            changes.put(Table.MODELS, key, model);
            changes.put(Table.DESCRIPTIONS, key, description);
            for (long version : surplus) {
                changes.delete(Table.MODELS, key(version));
                changes.delete(Table.DESCRIPTIONS, key(version));
            }
        });
    }

    /** The automatic checkpoints beyond those to keep, once the one of this version and name is there. */
    private List<Long> surplusBeside(long version, @Nullable String name, Instant now) {
        List<Checkpoint> automatic = list().stream()
                .filter(other -> other.name() == null && other.version() != version)
                .toList();
        return Retention.surplus(automatic, settings.keepAutomatic() - (name == null ? 1 : 0), now);
    }

    @Override
    public synchronized Optional<ModelState> checkpoint(long version) {
        return describe(version).flatMap(this::load).map(ModelSnapshot::state);
    }

    @Override
    public synchronized Optional<ModelSnapshot> newestCheckpoint(long maxVersion) {
        return list().stream()
                .filter(checkpoint -> checkpoint.version() <= maxVersion)
                .map(this::load)
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public synchronized void discardCheckpoint(long version) {
        requireOpen();
        tables.write(changes -> {
            changes.delete(Table.MODELS, key(version));
            changes.delete(Table.DESCRIPTIONS, key(version));
        });
    }

    /** The checkpoints, newest first. Their models are not read for this: {@link #verify} does. */
    public synchronized List<Checkpoint> list() {
        return keys(Table.DESCRIPTIONS).stream()
                .map(key -> describe(ByteBuffer.wrap(key).getLong()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The checkpoint of a version, if the text is a number, or the first that was given a name. */
    public synchronized Optional<Checkpoint> find(String versionOrName) {
        return list().stream()
                .filter(checkpoint -> versionOrName.equals(checkpoint.name())
                        || versionOrName.equals(Long.toString(checkpoint.version())))
                .reduce((newer, older) -> older);
    }

    @Override
    public synchronized OptionalLong versionOf(String name) {
        return list().stream()
                .filter(checkpoint -> name.equals(checkpoint.name()))
                .mapToLong(Checkpoint::version)
                .min();
    }

    /** Reads everything there is, and names each damage. Each damage is named here every time. */
    public synchronized List<String> verify() {
        List<String> before = takeDamages();
        live();
        for (byte[] key : keys(Table.DESCRIPTIONS)) {
            checkpoint(ByteBuffer.wrap(key).getLong());
        }
        List<String> found = takeDamages();
        damages.addAll(before);
        return found;
    }

    @Override
    public synchronized List<String> takeDamages() {
        List<String> taken = List.copyOf(damages);
        damages.clear();
        return taken;
    }

    @Override
    public synchronized void close() {
        closed = true;
        tables.close();
    }

    private Optional<Checkpoint> describe(long version) {
        return read(Table.DESCRIPTIONS, key(version), "the description of checkpoint " + version)
                .map(Records::description);
    }

    private Optional<ModelSnapshot> load(Checkpoint checkpoint) {
        String what = "checkpoint " + checkpoint.version()
                + (checkpoint.name() == null ? "" : " (" + checkpoint.name() + ")");
        byte[] key = key(checkpoint.version());
        Optional<ModelSnapshot> model = read(Table.MODELS, key, what).map(Records::model);
        boolean sound = model.filter(snapshot -> snapshot.version() == checkpoint.version()
                        && snapshot.state().digest().equals(checkpoint.digest()))
                .isPresent();
        if (!sound) {
            damage(what + " has no sound model");
        }
        return sound ? model : Optional.empty();
    }

    private Optional<byte[]> read(Table table, byte[] key, String what) {
        requireOpen();
        try {
            byte[] stored = tables.get(table, key);
            if (stored == null) {
                return Optional.empty();
            }
            Optional<byte[]> value = Sealed.open(table.word(), key, stored);
            if (value.isEmpty()) {
                damage(what + " is damaged: its SHA-256 does not fit");
            }
            return value;
        } catch (RocksDBException e) {
            damage(what + " is damaged: " + e.getMessage());
            return Optional.empty();
        }
    }

    private List<byte[]> keys(Table table) {
        requireOpen();
        try {
            return tables.keysFromHighest(table);
        } catch (RocksDBException e) {
            damage("the list of checkpoints is damaged: " + e.getMessage());
            return List.of();
        }
    }

    private void damage(String message) {
        if (!damages.contains(message)) {
            damages.add(message);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the model store is closed");
        }
    }

    private static byte[] seal(Table table, byte[] key, byte[] value) {
        return Sealed.seal(table.word(), key, value);
    }

    private static byte[] key(long version) {
        return ByteBuffer.allocate(Long.BYTES).putLong(version).array();
    }
}
