package dev.weir.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.ChildJvm;
import dev.weir.broker.TestBroker;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.fold.Course;
import dev.weir.fold.Lesson;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import dev.weir.fold.ModelSnapshot;
import dev.weir.fold.Selection;
import dev.weir.model.Untrained;
import dev.weir.topics.TopicNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Unlearning, kept under kill -9: what was killed amid it ends where a fresh instance does, and where the log alone does. */
@Tag("broker")
@Timeout(600)
class KilledUnlearnTest {
    private static final int KILLS = 3;
    private static final int LESSONS_PER_LIFE = 100;
    private static final String PREFIX = "killedunlearn";

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private final SplittableRandom random = new SplittableRandom(20_260_202);
    private final List<Lesson> lessons = Course.lessons(23, 30, KILLS * LESSONS_PER_LIFE);

    @Test
    void kill9_threeTimesAmidUnlearnings_endsInTheModelOfTheLog(@TempDir Path killed, @TempDir Path fresh) {
        ChildJvm child = start(killed);
        long end = 0;
        try {
            long unlearning = -1;
            for (int life = 0; life < KILLS; life++) {
                List<ModelEvent> events = new ArrayList<>();
                if (life == 0) {
                    // Only such a model has notes on those who teach it.
                    events.add(new ModelEvent.Install(Untrained.YIELDING, "tester"));
                }
                for (int i = 0; i < LESSONS_PER_LIFE; i++) {
                    Lesson lesson = by(lessons.get(life * LESSONS_PER_LIFE + i), i);
                    events.add(i % 4 == 0 ? new ModelEvent.Learn(lesson) : ModelEvent.Learn.weighed(lesson));
                }
                if (unlearning >= 0) {
                    events.add(new ModelEvent.Relearn(unlearning, "tester"));
                }
                unlearning = end + events.size();
                Selection ofMallory =
                        new Selection(random.nextLong(unlearning), unlearning, "mallory", null, null, null);
                events.add(new ModelEvent.Unlearn(ofMallory, "tester"));
                events.add(new ModelEvent.Unlearn(Selection.ofLesson(random.nextLong(unlearning)), "tester"));
                write(events);
                end += events.size();
                child.kill();
                child = start(killed);
            }
        } finally {
            child.close();
        }

        ModelSnapshot survivor = model(killed);
        assertThat(survivor.version()).isEqualTo(end);
        assertThat(survivor.state().lessons()).isLessThan(KILLS * LESSONS_PER_LIFE);
        assertThat(model(fresh)).isEqualTo(survivor);
    }

    private static void write(List<ModelEvent> events) {
        BROKER.produce(events.stream()
                .map(event -> new ProducerRecord<>(
                        new TopicNames(PREFIX).modelLog(),
                        ModelEventCodec.kind(event).getBytes(StandardCharsets.UTF_8),
                        ModelEventCodec.encode(event)))
                .toList());
    }

    private static Lesson by(Lesson lesson, int i) {
        return new Lesson(
                new FlowId("f" + i),
                lesson.example(),
                i % 7 == 0 ? Verdict.BENIGN : lesson.verdict(),
                null,
                i % 7 == 0 ? "mallory" : "alice",
                lesson.correction());
    }

    private ChildJvm start(Path directory) {
        ChildJvm child = ChildJvm.start(DetectorMain.class, BROKER.bootstrapServer(), directory.toString(), PREFIX);
        child.readLine();
        return child;
    }

    private static ModelSnapshot model(Path directory) {
        try (RunningDetector detector =
                RunningDetector.start(TestDetector.settings(BROKER.bootstrapServer(), directory, PREFIX))) {
            ModelOperations.Verified verified = detector.models().verify();
            assertThat(verified.rebuilt().snapshot()).isEqualTo(verified.live());
            return verified.live();
        }
    }
}
