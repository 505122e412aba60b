package dev.weir.cli.teach;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.Fuzzed;
import dev.weir.feedback.Feedback;
import dev.weir.feedback.FeedbackReader;
import dev.weir.feedback.FeedbackResult;
import dev.weir.service.CommandException;
import java.io.IOException;

/** Files of verdicts as users may have them. */
class LabelFileFuzzTest {
    private static final int MAX_REASON = 2_000;

    @FuzzTest
    void file(byte[] content) throws IOException {
        try {
            for (Feedback feedback : LabelFile.read(Fuzzed.file(content), "alice")) {
                byte[] written = FeedbackReader.write(feedback);
                Fuzzed.requireEqual(FeedbackReader.read(written), new FeedbackResult.Accepted(feedback));
            }
        } catch (CommandException e) {
            Fuzzed.requirePrintable(String.valueOf(e.getMessage()), MAX_REASON);
        }
    }
}
