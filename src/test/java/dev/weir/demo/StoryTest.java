package dev.weir.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.feedback.Feedback;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoryTest {
    private static final DemoSettings SETTINGS = new DemoSettings(7, 60_000);
    private static final String ESCAPE = "\u001b";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void flows_tooFewForAStory_areRefused() {
        assertThatThrownBy(() -> new DemoSettings(7, 59_999)).hasMessageContaining("--flows must be 60000 to 2000000");
    }

    @Test
    void detectorThatNeverLearns_breaksTheStory() {
        Outcome outcome = tell(
                new ToyDetector() {
                    @Override
                    public void teach(List<Feedback> feedback) {}
                },
                false,
                () -> 0);

        assertThat(outcome.broken())
                .anyMatch(line -> line.startsWith("verdicts did not improve detection: average precision went from"));
    }

    @Test
    void detectorThatDoesNotRollBack_breaksTheStory() {
        Outcome outcome = tell(
                new ToyDetector() {
                    @Override
                    public void rollBack(String name) {}
                },
                false,
                () -> 0);

        assertThat(outcome.broken())
                .anyMatch(line -> line.startsWith("the model after the rollback is not the checkpoint"));
    }

    @Test
    void slowMachine_endsTheStoryWithAdvice() {
        AtomicLong now = new AtomicLong();

        assertThatThrownBy(() -> tell(new ToyDetector(), false, () -> now.addAndGet(5_000_000_000L)))
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("or with fewer flows: --flows 60000");
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 4, 9})
    void realFeaturesAndLearner_makeTheStoryComeTrue(long seed) {
        DemoSettings settings = new DemoSettings(seed, DemoSettings.DEFAULT_FLOWS);
        InProcessDetector detector = new InProcessDetector();
        StoryView view = new StoryView(new PrintWriter(printed, true, StandardCharsets.UTF_8), false, () -> 0);
        Story story = new Story(settings, detector, view, new TimeLimit(settings.limit(), 0, () -> 0));
        Outcome outcome = story.tell();

        assertThat(outcome.broken()).isEmpty();
        assertThat(outcome.results())
                .extracting(PhaseResult::phase)
                .containsExactlyElementsOf(EnumSet.complementOf(EnumSet.of(Phase.RESPONSE)));
        for (String host : List.of("10.77.0.66", DemoPlaybook.GATEWAY, "10.77.0.40")) {
            assertThat(detector.score(story.attack().by(host)))
                    .as("sure enough of %s to act", host)
                    .filteredOn(score -> score.score() >= 0.9)
                    .hasSizeGreaterThan(3);
        }
    }

    @Test
    void story_ofTheSameSeed_isTheSame() {
        Outcome first = tell(new ToyDetector(), false, () -> 0);
        String firstPrinted = printed.toString(StandardCharsets.UTF_8);
        printed.reset();
        Outcome second = tell(new ToyDetector(), false, () -> 0);

        assertThat(second).isEqualTo(first);
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo(firstPrinted);
    }

    @Test
    void output_thatIsNoTerminal_hasNoEscapes() {
        tell(new ToyDetector(), false, System::nanoTime);

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("1/9 untaught: Monday morning")
                .doesNotContain(ESCAPE)
                .doesNotContain("\r");
    }

    @Test
    void output_onATerminal_showsALiveLine() {
        tell(new ToyDetector(), true, System::nanoTime);

        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("\r" + ESCAPE + "[2K");
    }

    @Test
    void summary_hasOneRowForEachMeasuredModel() {
        List<String> lines = Summary.lines(tell(new ToyDetector(), false, () -> 0));

        assertThat(lines).hasSize(5);
        assertThat(lines.stream().map(line -> line.substring(0, line.indexOf(' '))))
                .containsExactly("phase", "untaught", "taught", "misled", "restored");
    }

    private Outcome tell(DemoDetector detector, boolean terminal, LongSupplier nanoTime) {
        return tell(SETTINGS, detector, terminal, nanoTime);
    }

    private Outcome tell(DemoSettings settings, DemoDetector detector, boolean terminal, LongSupplier nanoTime) {
        PrintWriter out = new PrintWriter(printed, true, StandardCharsets.UTF_8);
        TimeLimit limit = new TimeLimit(settings.limit(), nanoTime.getAsLong(), nanoTime);
        return new Story(settings, detector, new StoryView(out, terminal, nanoTime), limit).tell();
    }
}
