package dev.weir.detector.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class QuietHuntTest {
    private final BlockingQueue<Hunted> answers = new ArrayBlockingQueue<>(10);
    private final BlockingQueue<String> asked = new ArrayBlockingQueue<>(10);
    private final DriftWatch notDue = new DriftWatch(new SetClock(Instant.EPOCH), until -> {
        throw new IllegalStateException("not due");
    });

    @Test
    void hundredLessons_areHuntedWith_onesOfBeforeTheStartAreNot() throws InterruptedException {
        try (QuietHunt hunt = new QuietHunt()) {
            learn(hunt, 100);
            hunt.start(this::ask, notDue);
            learn(hunt, 99);
            assertThat(asked).isEmpty();
            assertThat(hunt.found()).isEmpty();

            answers.add(hunted(3));
            learn(hunt, 1);

            assertThat(asked.take()).isEqualTo("asked");
            TestBroker.await("what was found", () -> missed(hunt) == 3);
        }
    }

    @Test
    void turnedModel_isHuntedWith_alsoAfterAHuntThatFailed() throws InterruptedException {
        try (QuietHunt hunt = new QuietHunt()) {
            hunt.start(this::failOnce, notDue);
            hunt.turned();
            assertThat(asked.take()).isEqualTo("failed");
            answers.add(hunted(0));

            hunt.turned();

            assertThat(asked.take()).isEqualTo("asked");
            TestBroker.await("what was found", () -> missed(hunt) == 0);
        }
    }

    @Test
    void drift_isLookedForOnTheSameThread_whenItIsDue() throws InterruptedException {
        SetClock clock = new SetClock(Instant.EPOCH);
        DriftWatch drift = new DriftWatch(clock, until -> {
            asked.add(Thread.currentThread().getName());
            return new Drift(until, List.of(), 0.1);
        });
        clock.goOn(DriftWatch.EVERY);
        try (QuietHunt hunt = new QuietHunt()) {
            hunt.start(this::ask, drift);

            assertThat(asked.take()).isEqualTo("weir-quiet-hunt");
            TestBroker.await("what was found", () -> drift.standing().isPresent());
            assertThat(drift.isDue()).isFalse();
        }
    }

    @Test
    void sentence_saysHowManyAndByWhichModel() {
        assertThat(hunted(0).sentence())
                .isEqualTo("of the newest 1,000 flows none but those of alerts reaches 0.50 by model 7");
        assertThat(hunted(12).sentence())
                .isEqualTo(
                        "of the newest 1,000 flows 12 reach 0.50 by model 7 and were part of no alert, in 2 stories: weir hunt");
    }

    private boolean hasFailed;

    private Hunted failOnce() {
        if (!hasFailed) {
            hasFailed = true;
            asked.add("failed");
            throw new IllegalStateException("the topic cannot be read, as this test wants it");
        }
        return ask();
    }

    private Hunted ask() {
        asked.add("asked");
        try {
            Hunted answer = answers.poll(30, TimeUnit.SECONDS);
            if (answer == null) {
                throw new IllegalStateException("nobody answers");
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void learn(QuietHunt hunt, int lessons) {
        for (int i = 0; i < lessons; i++) {
            hunt.learned();
        }
    }

    private static long missed(QuietHunt hunt) {
        return hunt.found().map(Hunted::missed).orElse(-1L);
    }

    private static Hunted hunted(long missed) {
        return new Hunted(7L, "digest", 0.5, 1_000, 0, missed, 4, List.of(), 2, 0.1);
    }
}
