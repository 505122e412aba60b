package dev.weir.ingest;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.Fuzzed;
import dev.weir.ingest.file.RefusedFileException;
import dev.weir.ingest.record.ReadResult;
import dev.weir.ingest.record.ReadResult.Accepted;
import dev.weir.ingest.record.ReadResult.Rejected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Flows as any sender may send them, and files of them as any user may have them. */
class FlowReaderFuzzTest {
    private static final int MAX_DETAIL = 160;

    // One for all inputs on purpose: a record must leave nothing behind that harms the next.
    private static final FlowReader READER = new FlowReader();

    @FuzzTest
    void record(byte[] value) {
        check(READER.read(value));
    }

    /** The first line is the header of what follows. */
    @FuzzTest
    void recordUnderAHeader(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        if (end > 0) {
            check(READER.read(text.substring(end + 1).getBytes(StandardCharsets.UTF_8), text.substring(0, end)));
        }
    }

    /** Time comes with the record. */
    @FuzzTest
    void recordWithoutATime(byte[] value) {
        check(READER.read(value, null, 1_767_315_845_000L));
    }

    @FuzzTest
    void file(byte[] content) throws IOException {
        try (FlowFile file = FlowFile.open(Fuzzed.file(content))) {
            for (FlowRecord record = file.next(); record != null; record = file.next()) {
                check(READER.read(record.value(), record.layout()));
            }
        } catch (IOException e) {
            requireReason(e);
        }
    }

    private static void check(ReadResult result) {
        if (result instanceof Rejected rejected) {
            Fuzzed.requirePrintable(rejected.detail(), MAX_DETAIL);
            return;
        }
        Accepted accepted = (Accepted) result;
        byte[] written = NativeJson.bytes(accepted.flow(), accepted.label());
        Fuzzed.requireJson(written);
        Accepted again = (Accepted) new FlowReader().read(written);
        Fuzzed.requireEqual(again.flow(), accepted.flow());
        Fuzzed.requireEqual(again.label().verdict(), accepted.label().verdict());
    }

    /** A packed file may be damaged anywhere, and some kinds of file are refused with what to do; no other file fails. */
    private static void requireReason(IOException e) throws IOException {
        String message = String.valueOf(e.getMessage());
        if (!(e instanceof RefusedFileException)
                && !message.contains("damaged")
                && !message.contains("cut off")
                && !message.contains("cannot be read")) {
            throw e;
        }
    }
}
