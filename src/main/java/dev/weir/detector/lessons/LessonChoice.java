package dev.weir.detector.lessons;

import dev.weir.detector.RefusedException;
import dev.weir.flow.FlowId;
import dev.weir.fold.Selection;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lessons as an operator names them; at least one of lesson, analyst and flow is said, and a lesson must meet all that is.
 *
 * @param lesson the offset of one lesson in the model log, or two with a minus sign between, the first and the last
 * @param analyst who gave them
 * @param flowId the flow they are on
 * @param since given then or later
 * @param until given before
 */
public record LessonChoice(
        @Nullable String lesson,
        @Nullable String analyst,
        @Nullable String flowId,
        @Nullable Instant since,
        @Nullable Instant until) {
    private static final Pattern LESSONS = Pattern.compile("([0-9]{1,18})(?:-([0-9]{1,18}))?");

    /** @throws RefusedException if it names no lessons */
    public LessonChoice {
        if (lesson == null && analyst == null && flowId == null) {
            throw new RefusedException("say which lessons: of an analyst, on a flow, or by number");
        }
        if (lesson != null && !LESSONS.matcher(lesson).matches()) {
            throw new RefusedException("a lesson is a number of the model log, or two as in 120-140");
        }
    }

    /**
     * Those of them below a version.
     *
     * @throws RefusedException if none can be meant
     */
    Selection upTo(long version) {
        try {
            FlowId flow = flowId == null ? null : new FlowId(flowId);
            Selection all = new Selection(0, Math.max(1, version), analyst, since, until, flow);
            Matcher range = LESSONS.matcher(lesson == null ? "" : lesson);
            if (!range.matches()) {
                return all;
            }
            long first = Long.parseLong(range.group(1));
            long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
            return all.within(first, last + 1);
        } catch (IllegalArgumentException e) {
            throw new RefusedException("no lesson can be meant: " + e.getMessage());
        }
    }
}
