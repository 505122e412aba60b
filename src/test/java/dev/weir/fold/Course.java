package dev.weir.fold;

import dev.weir.encoding.Example;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.model.ThreatModel;
import dev.weir.model.VowpalWabbitModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded lessons about two separable kinds of traffic, with features that tell nothing among those that do. */
public final class Course {
    private static final int TELLING = 6;
    private static final int NOISE_WEIGHTS = 5_000;

    private final Random random;
    private final int pairs;
    private int next;

    public Course(long seed, int pairs) {
        this.random = new Random(seed);
        this.pairs = pairs;
    }

    public static List<Lesson> lessons(long seed, int pairs, int count) {
        Course course = new Course(seed, pairs);
        List<Lesson> lessons = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lessons.add(course.lesson());
        }
        return lessons;
    }

    Lesson lesson() {
        Verdict verdict = random.nextInt(3) == 0 ? Verdict.MALICIOUS : Verdict.BENIGN;
        return new Lesson(
                new FlowId("f" + next++),
                example(verdict),
                verdict,
                verdict == Verdict.MALICIOUS ? (next % 2 == 0 ? "scan" : "DDoS") : null,
                "alice",
                random.nextInt(20) == 0);
    }

    public Example example(Verdict verdict) {
        Example example = new Example(pairs);
        int kind = verdict == Verdict.MALICIOUS ? 100 : 200;
        for (int i = 0; i < Math.min(TELLING, pairs); i++) {
            example.add(kind + i, 1);
        }
        for (int i = TELLING; i < pairs; i++) {
            float value = i % 2 == 0 ? 1 : random.nextFloat() * 4 - 2;
            example.add(1_000 + random.nextInt(NOISE_WEIGHTS), value);
        }
        return example;
    }

    /** As the fold does it: the kinds of threat too. */
    public static void teachAll(VowpalWabbitModel model, List<Lesson> lessons) {
        for (Lesson lesson : lessons) {
            model.learn(lesson.example(), lesson.verdict(), lesson.correction());
            if (lesson.category() != null) {
                model.learnCategory(lesson.example(), lesson.category());
            }
        }
    }

    public static void teach(ThreatModel model, List<Lesson> lessons) {
        for (Lesson lesson : lessons) {
            model.learn(lesson.example(), lesson.verdict(), lesson.correction());
        }
    }
}
