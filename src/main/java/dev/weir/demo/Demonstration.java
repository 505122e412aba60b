package dev.weir.demo;

import dev.weir.detector.Detector;
import dev.weir.topics.TopicNames;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Tells the story of a running detector: untaught, taught, misled, restored, and acting.
 *
 * @param detector of this process
 * @param kafka settings of any client of its Kafka
 * @param topics where it reads and writes; of one partition each, else figures depend on chance
 * @param directory where {@link DemoPlaybook} was armed
 * @param check throws if the detector is no more, or the story is to end
 */
public record Demonstration(
        Detector detector, Map<String, Object> kafka, TopicNames topics, Path directory, Runnable check) {

    public Demonstration {
        kafka = Map.copyOf(kafka);
    }

    /**
     * Tells it, with a table at the end.
     *
     * @param seed traffic and analysts follow from it
     * @param flows in all phases together
     * @param startNanos when the command began, by {@link System#nanoTime}
     * @param terminal whether what is printed is seen on a terminal, and may rewrite its last line
     * @return what did not come true, each as a sentence; empty if all did
     * @throws IllegalArgumentException if the number of flows is out of its range
     * @throws DemoException if the story cannot go on
     */
    public List<String> tell(long seed, int flows, long startNanos, boolean terminal, PrintWriter out) {
        DemoSettings settings = new DemoSettings(seed, flows);
        TimeLimit limit = new TimeLimit(settings.limit(), startNanos, System::nanoTime);
        StoryView view = new StoryView(out, terminal, System::nanoTime);
        Patience patience = new Patience(() -> checkAnd(limit), System::nanoTime);
        try (DemoDetector live = new LiveDetector(detector, kafka, topics, patience)) {
            Story story = new Story(settings, live, view, limit);
            Outcome outcome = story.tell();
            view.begin(Phase.values().length, Phase.RESPONSE);
            LiveResponses responses = new LiveResponses(detector, DemoPlaybook.list(directory), patience);
            new ResponseChapter(live, responses, view, System::nanoTime).tell(story.attack());
            view.say("");
            Summary.lines(outcome).forEach(view::say);
            List<String> broken = outcome.broken();
            if (broken.isEmpty()) {
                view.say("");
                Summary.conclusion(outcome).forEach(view::say);
            }
            return broken;
        }
    }

    private void checkAnd(TimeLimit limit) {
        check.run();
        limit.require();
    }

    /** How many flows a story has if nobody says. */
    public static int usualFlows() {
        return DemoSettings.DEFAULT_FLOWS;
    }

    /** @throws IllegalArgumentException if a story cannot have so many flows */
    public static void requireFlows(int flows) {
        new DemoSettings(DemoSettings.DEFAULT_SEED, flows);
    }
}
