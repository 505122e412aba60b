package dev.weir.response.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.response.Action;
import dev.weir.response.ResponseStep;
import dev.weir.response.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedExecutorTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.250Z");

    @TempDir
    Path folder;

    private Path feed = Path.of("");
    private Path ends = Path.of("");

    @BeforeEach
    void paths() {
        feed = folder.resolve("feed");
        ends = folder.resolve(".feed.until");
    }

    @Test
    void lift_inANewProcess_takesOutWhatRanOut_andKeepsTheRest() throws IOException {
        new FeedExecutor(feed)
                .reconcile(
                        List.of(
                                deny("r-1", "192.0.2.1", 10),
                                deny("r-2", "192.0.2.2", 60),
                                deny("r-3", "192.0.2.1", 30)),
                        NOW);

        FeedExecutor restarted = new FeedExecutor(feed);
        restarted.lift(NOW.plusSeconds(10));
        assertThat(feed).hasContent("192.0.2.1\n192.0.2.2\n");
        restarted.lift(NOW.plusSeconds(30));
        assertThat(feed).hasContent("192.0.2.2\n");
        restarted.lift(NOW.plusSeconds(60));
        assertThat(feed).isEmptyFile();
    }

    @Test
    void lift_ofALineWithoutAnEnd_takesItOut_sinceItWasUndoneWhenTheProcessDied() throws IOException {
        FeedExecutor executor = new FeedExecutor(feed);
        executor.reconcile(List.of(deny("r-1", "192.0.2.1", 10)), NOW);
        Files.writeString(feed, "192.0.2.1\n192.0.2.9\n");

        executor.lift(NOW);

        assertThat(feed).hasContent("192.0.2.1\n");
    }

    @Test
    void lift_whereNoEndsAreNotedOrTheyAreDamaged_leavesTheFeedAsItIs() throws IOException {
        Files.writeString(feed, "192.0.2.1\n");
        FeedExecutor executor = new FeedExecutor(feed);

        executor.lift(NOW);
        for (String damaged : List.of("192.0.2.1", "192.0.2.1 soon\n", "\u001b[2J \n")) {
            Files.writeString(ends, damaged);
            executor.lift(NOW);
        }

        assertThat(feed).hasContent("192.0.2.1\n");
    }

    @Test
    void reconcile_makesTheFeedWhatItShouldBe_alsoAfterALift() throws IOException {
        FeedExecutor executor = new FeedExecutor(feed);
        ResponseStep step = deny("r-1", "192.0.2.1", 10);
        executor.reconcile(List.of(step), NOW);
        executor.lift(NOW.plusSeconds(10));

        executor.reconcile(List.of(deny("r-1", "192.0.2.1", 40)), NOW.plusSeconds(11));
        executor.lift(NOW.plusSeconds(20));

        assertThat(feed).hasContent("192.0.2.1\n");
    }

    private static ResponseStep deny(String id, String host, long seconds) {
        return Steps.approved(id, Action.DENY, host, NOW, Duration.ofSeconds(seconds));
    }
}
