package dev.weir.feedback;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.Fuzzed;
import dev.weir.encoding.Example;
import dev.weir.fold.Lesson;
import dev.weir.fold.MalformedEventException;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;

/** Feedback as anybody may send it, up to the lesson that it becomes. */
class FeedbackReaderFuzzTest {
    private static final int MAX_DETAIL = 400;

    @FuzzTest
    void record(byte[] value) throws MalformedEventException {
        FeedbackResult result = FeedbackReader.read(value);
        if (result instanceof FeedbackResult.Rejected rejected) {
            Fuzzed.requirePrintable(rejected.detail(), MAX_DETAIL);
            return;
        }
        Feedback feedback = ((FeedbackResult.Accepted) result).feedback();
        byte[] written = FeedbackReader.write(feedback);
        Fuzzed.requireJson(written);
        Fuzzed.requireEqual(FeedbackReader.read(written), result);
        Fuzzed.requireText(feedback.analyst() + feedback.category() + feedback.comment());
        requireRemembered(feedback);
        requireTaught(feedback);
    }

    private static void requireRemembered(Feedback feedback) {
        VerdictHistory history = new VerdictHistory(1);
        history.note(feedback.analyst(), feedback.verdict());
        VerdictHistory again = VerdictHistory.of(history.toBytes(), 2);
        Fuzzed.requireEqual(again.note(feedback.analyst(), feedback.verdict()), VerdictHistory.News.REPEATED);
        Fuzzed.requireEqual(again.scoredAtMillis(), 1L);
    }

    private static void requireTaught(Feedback feedback) throws MalformedEventException {
        byte[] event = ModelEventCodec.encode(new ModelEvent.Learn(new Lesson(
                feedback.flowId(),
                new Example(0),
                feedback.verdict(),
                feedback.category(),
                feedback.analyst(),
                false)));
        Fuzzed.requireJson(event);
        Lesson lesson = ((ModelEvent.Learn) ModelEventCodec.decode(event)).lesson();
        Fuzzed.requireEqual(lesson.flowId(), feedback.flowId());
        Fuzzed.requireEqual(lesson.analyst(), feedback.analyst());
        Fuzzed.requireEqual(String.valueOf(lesson.category()), String.valueOf(feedback.category()));
    }
}
