package dev.weir.fold;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.Fuzzed;
import dev.weir.model.ModelFormat;
import dev.weir.model.ModelState;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Records of the model log as anybody may write them who may write there at all. */
class ModelLogFuzzTest {
    private static final int MAX_REASON = 400;
    private static final FoldSettings SETTINGS = new FoldSettings(2, 3);
    private static final int MAX_RECORDS = 20;

    @FuzzTest
    void event(byte[] value) {
        ModelEvent event;
        try {
            event = ModelEventCodec.decode(value);
        } catch (MalformedEventException e) {
            Fuzzed.requirePrintable(String.valueOf(e.getMessage()), MAX_REASON);
            return;
        }
        byte[] written = ModelEventCodec.encode(event);
        Fuzzed.requireJson(written);
        try {
            ModelEvent again = ModelEventCodec.decode(written);
            Fuzzed.requireEqual(ModelEventCodec.kind(again), ModelEventCodec.kind(event));
            Fuzzed.requireEqual(ModelEventCodec.encode(again).length, written.length);
        } catch (MalformedEventException e) {
            throw new AssertionError("what was read is written so that it cannot be read", e);
        }
    }

    /** Each line is a record: its key, a tab, its value. A live fold and a replay make the same of it, and neither fails. */
    @FuzzTest
    void log(byte[] lines) {
        ListLog log = new ListLog();
        String[] records = new String(lines, StandardCharsets.ISO_8859_1).split("\n", MAX_RECORDS);
        for (String record : records) {
            int tab = record.indexOf('\t');
            log.append(
                    tab < 0 ? null : record.substring(0, tab),
                    record.substring(tab + 1).getBytes(StandardCharsets.ISO_8859_1));
        }
        Heard heard = new Heard();
        ModelState live;
        try (ModelFold fold = new ModelFold(new MapArchive(), log, SETTINGS, heard)) {
            log.feedAll(fold);
            live = fold.snapshot().state();
        }
        Fuzzed.requireEqual(heard.damages.size(), 0);
        Fuzzed.requireEqual(LogReplay.upTo(log, log.end()).state().digest(), live.digest());
        Fuzzed.requireEqual(
                Arrays.hashCode(ModelFormat.join(ModelFormat.split(live)).bytes()), Arrays.hashCode(live.bytes()));
    }
}
