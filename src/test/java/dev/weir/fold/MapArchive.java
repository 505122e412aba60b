package dev.weir.fold;

import dev.weir.model.ModelState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An archive in memory that loses what a test damages. */
final class MapArchive implements ModelArchive {
    private final NavigableMap<Long, ModelSnapshot> checkpoints = new TreeMap<>();
    private final NavigableMap<Long, String> names = new TreeMap<>();
    private final List<String> damages = new ArrayList<>();
    private @Nullable ModelSnapshot live;
    private boolean full;
    private int liveSaves;

    @Override
    public Optional<ModelSnapshot> live() {
        return Optional.ofNullable(live);
    }

    @Override
    public void saveLive(ModelSnapshot model) {
        if (full) {
            throw new IllegalStateException("disk full");
        }
        live = model;
        liveSaves++;
    }

    @Override
    public void saveCheckpoint(ModelSnapshot checkpoint, @Nullable String name, Instant at) {
        if (full) {
            throw new IllegalStateException("disk full");
        }
        checkpoints.put(checkpoint.version(), checkpoint);
        names.put(checkpoint.version(), String.valueOf(name));
    }

    @Override
    public Optional<ModelState> checkpoint(long version) {
        return Optional.ofNullable(checkpoints.get(version)).map(ModelSnapshot::state);
    }

    @Override
    public Optional<ModelSnapshot> newestCheckpoint(long maxVersion) {
        return Optional.ofNullable(checkpoints.floorEntry(maxVersion)).map(Map.Entry::getValue);
    }

    @Override
    public OptionalLong versionOf(String name) {
        return names.entrySet().stream()
                .filter(named -> named.getValue().equals(name))
                .mapToLong(Map.Entry::getKey)
                .min();
    }

    @Override
    public void discardCheckpoint(long version) {
        checkpoints.remove(version);
    }

    @Override
    public List<String> takeDamages() {
        List<String> taken = List.copyOf(damages);
        damages.clear();
        return taken;
    }

    NavigableMap<Long, ModelSnapshot> checkpoints() {
        return checkpoints;
    }

    NavigableMap<Long, String> names() {
        return names;
    }

    int liveSaves() {
        return liveSaves;
    }

    /** Ends a fold as a crash does: what it has not saved is lost. */
    void crash(ModelFold fold) {
        ModelSnapshot saved = live;
        fold.close();
        live = saved;
    }

    void fillDisk(boolean isFull) {
        full = isFull;
    }

    void damageLive() {
        live = null;
        damages.add("the live model is damaged");
    }

    void damageCheckpoint(long version) {
        checkpoints.remove(version);
        damages.add("checkpoint " + version + " is damaged");
    }
}
