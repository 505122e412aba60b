package dev.weir.api;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.Fuzzed;
import dev.weir.feedback.Feedback;
import dev.weir.feedback.FeedbackReader;
import dev.weir.feedback.FeedbackResult;
import dev.weir.modelfile.ModelFile;
import dev.weir.modelfile.ModelFileException;
import io.javalin.http.BadRequestResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Bodies of requests as any page, script or mistake may send them. */
class RequestBodyFuzzTest {
    @FuzzTest
    void feedback(byte[] body) {
        try {
            for (Feedback feedback : RequestBody.readFeedback(body)) {
                byte[] sent = FeedbackReader.write(feedback);
                Fuzzed.requireJson(sent);
                Fuzzed.requireEqual(FeedbackReader.read(sent), new FeedbackResult.Accepted(feedback));
            }
        } catch (BadRequestResponse e) {
            requireAnswer(e);
        }
    }

    @FuzzTest
    void command(byte[] body) {
        try {
            RequestBody.TakeCheckpoint checkpoint = RequestBody.read(body, RequestBody.TakeCheckpoint.class);
            RequestBody.required("name", checkpoint.name());
            Fuzzed.requireText(RequestBody.by(checkpoint.by()));
        } catch (BadRequestResponse e) {
            requireAnswer(e);
        }
        try {
            RequestBody.required(
                    "to", RequestBody.read(body, RequestBody.RollBack.class).to());
        } catch (BadRequestResponse e) {
            requireAnswer(e);
        }
    }

    @FuzzTest
    void model(byte[] body) {
        try {
            RequestBody.InstallModel install = RequestBody.read(body, RequestBody.InstallModel.class);
            ModelFile.ofBytes(RequestBody.decoded("file", RequestBody.required("file", install.file())));
        } catch (BadRequestResponse e) {
            requireAnswer(e);
        } catch (ModelFileException e) {
            Fuzzed.requirePrintable(String.valueOf(e.getMessage()), 400);
        }
    }

    /** The answer is one line of ASCII, and no longer than a caller's mistake deserves. */
    private static void requireAnswer(BadRequestResponse e) {
        byte[] answer =
                ApiJson.write(Map.of("error", String.valueOf(e.getMessage()))).getBytes(StandardCharsets.UTF_8);
        Fuzzed.requireJson(answer);
        Fuzzed.requirePrintable(new String(answer, StandardCharsets.ISO_8859_1), 1_000);
    }
}
