package dev.weir.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.checkpoint.Tables.Table;
import dev.weir.encoding.Example;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.fold.EventLog;
import dev.weir.fold.FoldListener;
import dev.weir.fold.FoldSettings;
import dev.weir.fold.Lesson;
import dev.weir.fold.LogReplay;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import dev.weir.fold.ModelFold;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** The fold on the store it has in production, with damage done to the stored values. */
class StoredFoldTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private final List<ModelEvent> events = new ArrayList<>();
    private final List<String> damages = new ArrayList<>();
    private final EventLog log = this::read;

    private void read(long from, long to, EventLog.Visitor visitor) {
        for (long offset = from; offset < to; offset++) {
            ModelEvent event = events.get((int) offset);
            visitor.record(offset, AT, key(event), ModelEventCodec.encode(event));
        }
    }

    private static byte[] key(ModelEvent event) {
        return ModelEventCodec.kind(event).getBytes(StandardCharsets.UTF_8);
    }

    private void appendLessons(int count) {
        Random random = new Random(events.size());
        for (int i = 0; i < count; i++) {
            Example example = new Example(10);
            for (int pair = 0; pair < 10; pair++) {
                example.add(random.nextInt(1_000), 1);
            }
            Verdict verdict = random.nextBoolean() ? Verdict.MALICIOUS : Verdict.BENIGN;
            events.add(new ModelEvent.Learn(new Lesson(new FlowId("f"), example, verdict, null, "alice", false)));
        }
    }

    /** Opens the store, folds what is new, and gives the digest. */
    private String fold() {
        try (CheckpointStore store = new CheckpointStore(folder, CheckpointSettings.defaults());
                ModelFold fold = new ModelFold(store, log, new FoldSettings(20, 50), listener())) {
            log.read(fold.nextOffset(), events.size(), fold::apply);
            return fold.snapshot().state().digest();
        }
    }

    private FoldListener listener() {
        return new FoldListener() {
            @Override
            public void damaged(String message) {
                damages.add(message);
            }
        };
    }

    private void flip(Table table, byte[] key, int position) throws RocksDBException {
        try (Tables tables = new Tables(folder)) {
            byte[] stored = Objects.requireNonNull(tables.get(table, key));
            stored[position] ^= 4;
            tables.write(changes -> changes.put(table, key, stored));
        }
    }

    @Test
    void rollBackToADamagedCheckpoint_namesItAndArrivesAtTheSameModel() throws RocksDBException {
        appendLessons(120);
        events.add(new ModelEvent.TakeCheckpoint("a", "bob"));
        String digest = fold();
        appendLessons(30);
        fold();
        for (int position : new int[] {0, 20, 60, 100, 150, 1_000}) {
            flip(Table.MODELS, ByteBuffer.allocate(Long.BYTES).putLong(121).array(), position);
            events.add(new ModelEvent.RollBack(121, digest, "bob"));
            assertThat(fold()).isEqualTo(digest);
            assertThat(damages).anySatisfy(message -> assertThat(message).contains("checkpoint 121 (a)"));
            damages.clear();
            appendLessons(3);
            assertThat(fold())
                    .isEqualTo(LogReplay.upTo(log, events.size()).state().digest());
        }
    }

    @Test
    void damagedLiveModel_isNamedAndRebuilt() throws RocksDBException {
        appendLessons(170);
        String digest = fold();
        flip(Table.LIVE, "live".getBytes(StandardCharsets.US_ASCII), 2_000);
        assertThat(fold()).isEqualTo(digest);
        assertThat(damages).anySatisfy(message -> assertThat(message).contains("the live model is damaged"));
    }
}
