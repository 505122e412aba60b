package dev.weir.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.checkpoint.Tables.Table;
import dev.weir.cli.settings.EffectOf;
import dev.weir.fold.ModelSnapshot;
import dev.weir.model.ModelState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

class CheckpointStoreTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final byte[] LIVE = "live".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private int setAside;

    private Path folder() {
        return folder.resolve("model");
    }

    private CheckpointStore open() {
        return new CheckpointStore(folder(), new CheckpointSettings(10, 3));
    }

    private static ModelSnapshot model(long version) {
        byte[] bytes = new byte[5_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (version * 31 + (long) i * i);
        }
        return new ModelSnapshot(version, new ModelState(bytes, version / 2));
    }

    @Test
    void emptyStore_hasNothing() {
        try (CheckpointStore store = open()) {
            assertThat(store.live()).isEmpty();
            assertThat(store.list()).isEmpty();
            assertThat(store.checkpoint(1)).isEmpty();
            assertThat(store.newestCheckpoint(Long.MAX_VALUE)).isEmpty();
            assertThat(store.find("a")).isEmpty();
            assertThat(store.verify()).isEmpty();
        }
    }

    @Test
    void everything_isThereAfterReopening() {
        try (CheckpointStore store = open()) {
            store.saveLive(model(3));
            store.saveLive(model(9));
            store.saveCheckpoint(model(7), "before-friday", AT);
            store.saveCheckpoint(model(8), null, AT);
        }
        try (CheckpointStore store = open()) {
            assertThat(store.live().orElseThrow().version()).isEqualTo(9);
            assertThat(store.live().orElseThrow().state().digest())
                    .isEqualTo(model(9).state().digest());
            assertThat(store.list())
                    .containsExactly(
                            new Checkpoint(8, null, AT, 4, model(8).state().digest(), 5_000),
                            new Checkpoint(
                                    7, "before-friday", AT, 3, model(7).state().digest(), 5_000));
            assertThat(store.checkpoint(7).orElseThrow().bytes())
                    .isEqualTo(model(7).state().bytes());
            assertThat(store.newestCheckpoint(7).orElseThrow().version()).isEqualTo(7);
        }
    }

    @Test
    @EffectOf("checkpoints.keep-automatic")
    void retention_keepsNamedOnesAndTheNewestAutomatic() {
        try (CheckpointStore store = open()) {
            for (long version = 1; version <= 20; version++) {
                store.saveCheckpoint(model(version), version % 5 == 0 ? "named" : null, AT);
            }
            store.saveCheckpoint(model(2), null, AT);
            store.saveCheckpoint(model(21), null, AT);
            assertThat(store.list()).extracting(Checkpoint::version).containsExactly(21L, 20L, 19L, 18L, 15L, 10L, 5L);
            assertThat(store.checkpoint(17)).isEmpty();
        }
    }

    @Test
    void find_takesAVersionOrTheFirstOfAName() {
        try (CheckpointStore store = open()) {
            store.saveCheckpoint(model(5), "a", AT);
            store.saveCheckpoint(model(6), "a", AT);
            store.saveCheckpoint(model(7), null, AT);
            assertThat(store.find("a").orElseThrow().version()).isEqualTo(5);
            assertThat(store.versionOf("a")).hasValue(5);
            assertThat(store.versionOf("b")).isEmpty();
            assertThat(store.find("5").orElseThrow().version()).isEqualTo(5);
            assertThat(store.find("05")).isEmpty();
        }
    }

    @Test
    void namesThatLookLikeAVersionOrAreUnprintable_areRefused() {
        try (CheckpointStore store = open()) {
            for (String name : List.of("12", "", "a b", "\u001b[0m", "x".repeat(65))) {
                assertThatThrownBy(() -> store.saveCheckpoint(model(1), name, AT))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void discardedCheckpoint_isGone() {
        try (CheckpointStore store = open()) {
            store.saveCheckpoint(model(1), "a", AT);
            store.discardCheckpoint(1);
            assertThat(store.list()).isEmpty();
        }
    }

    @Test
    void flippedByteOfACheckpoint_makesItMissingAndNamed() throws RocksDBException {
        byte[] key = key(7);
        int length = stored(Table.MODELS, key, 7).length;
        for (int position : new int[] {0, 1, 32, 33, 40, 41, 48, 49, 300, length / 2, length - 1}) {
            flip(Table.MODELS, key, position);
            try (CheckpointStore store = open()) {
                assertThat(store.checkpoint(7)).as("byte %d", position).isEmpty();
                assertThat(store.takeDamages())
                        .anySatisfy(damage -> assertThat(damage).contains("checkpoint 7 (a)"));
                assertThat(store.newestCheckpoint(100).orElseThrow().version()).isEqualTo(6);
                store.saveCheckpoint(model(7), "a", AT);
                assertThat(store.checkpoint(7)).isPresent();
            }
        }
    }

    @Test
    void flippedByteOfADescription_hidesItsCheckpointAndIsNamed() throws RocksDBException {
        byte[] key = key(7);
        int length = stored(Table.DESCRIPTIONS, key, 7).length;
        for (int position = 0; position < length; position += 12) {
            flip(Table.DESCRIPTIONS, key, position);
            try (CheckpointStore store = open()) {
                assertThat(store.list()).extracting(Checkpoint::version).containsExactly(6L);
                assertThat(store.checkpoint(7)).isEmpty();
                assertThat(store.verify())
                        .anySatisfy(damage -> assertThat(damage).contains("checkpoint 7"));
                store.saveCheckpoint(model(7), "a", AT);
            }
        }
    }

    @Test
    void flippedByteOfTheLiveModel_makesItMissingAndNamed() throws RocksDBException {
        try (CheckpointStore store = open()) {
            store.saveLive(model(4));
        }
        flip(Table.LIVE, LIVE, 1_000);
        try (CheckpointStore store = open()) {
            assertThat(store.live()).isEmpty();
            assertThat(store.takeDamages()).singleElement().asString().contains("the live model is damaged");
            assertThat(store.takeDamages()).isEmpty();
        }
    }

    @Test
    void checkpointInAnothersPlace_isFoundOut() throws RocksDBException {
        byte[] seven = stored(Table.MODELS, key(7), 7);
        try (Tables tables = new Tables(folder())) {
            tables.write(changes -> changes.put(Table.MODELS, key(6), seven));
        }
        try (CheckpointStore store = open()) {
            assertThat(store.checkpoint(6)).isEmpty();
            assertThat(store.checkpoint(7)).isPresent();
        }
    }

    @Test
    void bytesFlippedInTheFilesThemselves_neverGiveAnotherModel() throws IOException {
        ModelSnapshot sound = model(7);
        try (CheckpointStore store = open()) {
            store.saveCheckpoint(sound, "a", AT);
        }
        open().close();
        List<Path> tables;
        try (Stream<Path> files = Files.list(folder())) {
            tables = files.filter(file -> file.toString().endsWith(".sst"))
                    .sorted()
                    .toList();
        }
        assertThat(tables).isNotEmpty();
        for (Path table : tables) {
            byte[] bytes = Files.readAllBytes(table);
            for (int position = 0; position < bytes.length; position += 1 + bytes.length / 12) {
                byte[] damaged = bytes.clone();
                damaged[position] ^= 0x20;
                Files.write(table, damaged);
                assertSameOrNothing(sound);
                takeBackWhatWasSetAside();
            }
            Files.write(table, bytes);
        }
    }

    @Test
    void damageThatNothingReadsYet_isFoundAtTheStart_notWhenItIsInTheWay() throws IOException {
        try (CheckpointStore store = open()) {
            store.saveCheckpoint(model(7), "a", AT);
        }
        open().close();
        Path largest;
        try (Stream<Path> files = Files.list(folder())) {
            largest = files.filter(file -> file.toString().endsWith(".sst"))
                    .max(Comparator.comparing(file -> file.toFile().length()))
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(largest);
        bytes[bytes.length / 3] ^= 1;
        Files.write(largest, bytes);

        try (CheckpointStore store = open()) {
            assertThat(store.takeDamages()).singleElement().asString().contains("checksum", "made anew");
            assertThat(store.list()).isEmpty();
        }
    }

    private void takeBackWhatWasSetAside() throws IOException {
        Path aside = folder.resolve("model.damaged");
        if (Files.exists(aside)) {
            Files.move(folder(), folder.resolve("empty-" + ++setAside));
            Files.move(aside, folder());
        }
    }

    private void assertSameOrNothing(ModelSnapshot sound) {
        try (CheckpointStore store = open()) {
            store.checkpoint(7)
                    .ifPresent(state ->
                            assertThat(state.digest()).isEqualTo(sound.state().digest()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CURRENT", "MANIFEST", "0"})
    void filesBeyondReading_areSetAside_andTheStoreBeginsAnew(String damaged) throws IOException {
        for (boolean again : new boolean[] {false, true}) {
            try (CheckpointStore store = open()) {
                store.saveCheckpoint(model(7), "a", AT);
            }
            try (Stream<Path> files = Files.list(folder())) {
                for (Path file : files.toList()) {
                    if (file.getFileName().toString().startsWith(damaged)) {
                        Files.write(file, again ? new byte[0] : new byte[] {'x'});
                    }
                }
            }
            try (CheckpointStore store = open()) {
                assertThat(store.list()).isEmpty();
                if (!damaged.equals("0")) {
                    assertThat(store.takeDamages()).singleElement().asString().contains("made anew from the model log");
                }
                store.saveLive(model(9));
            }
            try (CheckpointStore store = open()) {
                assertThat(store.live().orElseThrow().version()).isEqualTo(9);
                assertThat(store.takeDamages()).isEmpty();
            }
        }
    }

    @Test
    void damageFoundWhileWriting_setsTheStoreAsideAtTheNextStart() throws IOException {
        try (CheckpointStore store = open()) {
            store.saveLive(model(4));
        }
        RocksDBException corruption =
                new RocksDBException("bad", new Status(Status.Code.Corruption, Status.SubCode.None, ""));
        DamageMark.leaveIfDamaged(
                folder(), new RocksDBException("full", new Status(Status.Code.IOError, Status.SubCode.NoSpace, "")));
        try (CheckpointStore store = open()) {
            assertThat(store.live()).isPresent();
        }
        DamageMark.leaveIfDamaged(folder(), corruption);
        try (CheckpointStore store = open()) {
            assertThat(store.live()).isEmpty();
            assertThat(store.takeDamages()).singleElement().asString().contains("kept as");
        }
    }

    @Test
    void storeInUseByThisProcess_saysSo() {
        try (CheckpointStore store = open()) {
            assertThat(store.list()).isEmpty();
            assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("in use");
        }
    }

    @Test
    void storeInUseByAnotherProcess_saysSo() throws IOException, InterruptedException {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreHolder.class.getName(),
                        folder().toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("open");
            assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("another process");
        } finally {
            holder.destroyForcibly();
            assertThat(holder.waitFor(120, TimeUnit.SECONDS)).isTrue();
        }
        open().close();
    }

    @Test
    void folderThatCannotBe_isNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> new CheckpointStore(file, CheckpointSettings.defaults()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("file");
    }

    @Test
    void closedStore_saysSo() {
        CheckpointStore store = open();
        store.close();
        store.close();
        assertThatThrownBy(store::list).hasMessageContaining("closed");
    }

    /** Saves checkpoints 6 and {@code version}, the latter as "a", and gives what is stored for it. */
    private byte[] stored(Table table, byte[] key, long version) throws RocksDBException {
        try (CheckpointStore store = open()) {
            store.saveCheckpoint(model(6), null, AT);
            store.saveCheckpoint(model(version), "a", AT);
        }
        try (Tables tables = new Tables(folder())) {
            return Objects.requireNonNull(tables.get(table, key));
        }
    }

    private void flip(Table table, byte[] key, int position) throws RocksDBException {
        try (Tables tables = new Tables(folder())) {
            byte[] stored = Objects.requireNonNull(tables.get(table, key));
            stored[position] ^= 1;
            tables.write(changes -> changes.put(table, key, stored));
        }
    }

    private static byte[] key(long version) {
        return ByteBuffer.allocate(Long.BYTES).putLong(version).array();
    }
}
