package dev.weir.detector.lessons;

import dev.weir.encoding.Example;
import dev.weir.fold.FoldingModel;
import dev.weir.fold.Lesson;
import dev.weir.fold.Telling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes down by how much each lesson moves the logit of one flow. Every lesson is a link to the one before it, so that a
 * rollback goes back to a link, and lessons that were gone back behind are off the chain.
 */
final class Blamed implements Telling.Witness {
    private final Example flow;
    private final Map<String, String> analysts = new HashMap<>();
    private final Map<Long, Link> passed = new HashMap<>();
    private Link last = new Link(null, -1, "", "", "", Instant.EPOCH, 0);
    private double before;

    /** A lesson in the model; the first link of a chain is none, and has the logit of the model that lessons began with. */
    record Link(
            @Nullable Link before,
            long offset,
            String analyst,
            String flowId,
            String verdict,
            Instant at,
            double logit) {
        Link times(double part) {
            return new Link(before, offset, analyst, flowId, verdict, at, part * logit);
        }
    }

    Blamed(Example flow) {
        this.flow = flow;
    }

    @Override
    public void began(FoldingModel model) {
        begin(model);
    }

    @Override
    public void installed(FoldingModel model) {
        begin(model);
    }

    private void begin(FoldingModel model) {
        before = model.learnedLogit(flow);
        last = new Link(null, -1, "", "", "", Instant.EPOCH, before);
    }

    @Override
    public void learned(long offset, Instant at, Lesson lesson, FoldingModel model) {
        double now = model.learnedLogit(flow);
        last = new Link(
                last,
                offset,
                analysts.computeIfAbsent(lesson.analyst(), name -> name),
                lesson.flowId().value(),
                lesson.verdict().word(),
                at,
                now - before);
        before = now;
    }

    @Override
    public void passed(long version) {
        passed.put(version, last);
    }

    @Override
    public void wentBack(long version, FoldingModel model) {
        Link then = passed.get(version);
        if (then == null) {
            begin(model);
        } else {
            last = then;
            before = model.learnedLogit(flow);
        }
    }

    /**
     * The result.
     *
     * @param logit of the flow by the whole model
     * @param part what part of what was learned counts in it
     * @param most how many lessons to name
     */
    Blame blame(String flowId, long version, double score, double logit, double part, int most) {
        List<Link> lessons = new ArrayList<>();
        Link link = last;
        for (; link.before() != null; link = link.before()) {
            lessons.add(link.times(part));
        }
        double learned = lessons.stream().mapToDouble(Link::logit).sum();
        lessons.sort(Comparator.comparingDouble(one -> -Math.abs(one.logit())));
        List<Link> named = lessons.subList(0, Math.min(most, lessons.size()));
        return new Blame(
                flowId,
                version,
                score,
                logit,
                logit - learned,
                lessons.size(),
                ofAnalysts(lessons),
                named.stream()
                        .map(one -> new Blame.OfLesson(
                                one.offset(), one.analyst(), one.flowId(), one.verdict(), one.at(), one.logit()))
                        .toList(),
                learned - named.stream().mapToDouble(Link::logit).sum());
    }

    private static List<Blame.OfAnalyst> ofAnalysts(List<Link> lessons) {
        Map<String, Blame.OfAnalyst> sums = new HashMap<>();
        for (Link lesson : lessons) {
            sums.merge(
                    lesson.analyst(),
                    new Blame.OfAnalyst(lesson.analyst(), 1, lesson.logit()),
                    (a, b) -> new Blame.OfAnalyst(a.analyst(), a.lessons() + b.lessons(), a.logit() + b.logit()));
        }
        List<Blame.OfAnalyst> sorted = new ArrayList<>(sums.values());
        sorted.sort(Collections.reverseOrder(Comparator.comparingDouble(one -> Math.abs(one.logit()))));
        return sorted;
    }
}
