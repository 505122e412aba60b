package dev.weir.detector.responses;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.flow.FlowId;
import dev.weir.response.ResponseState;
import dev.weir.response.ResponseStep;
import dev.weir.response.decision.DecisionSettings;
import dev.weir.response.decision.NotPossibleException;
import dev.weir.response.guard.GuardSettings;
import dev.weir.response.playbook.PlaybookFile;
import dev.weir.topics.TopicNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/**
 * Responses in a process of its own, to be killed, with a person in it who works through what is open: of proposals every fifth is
 * refused and the others approved, and of what is active by approval every third is undone. What the person was answered is printed.
 */
final class DecidingProcess {
    static final String PLAYBOOK = "playbook.yaml";
    static final String FEED = "feed";

    /** As open as can be, so that only what is tested here decides. */
    private static final GuardSettings OPEN =
            new GuardSettings(0, 10_000, 1, Duration.ofMinutes(1), 1_000_000, Duration.ZERO);

    private static final DetectorView NO_DETECTOR = new DetectorView() {
        @Override
        public long modelVersion() {
            return 0;
        }

        @Override
        public boolean isLearningHeld() {
            return false;
        }

        @Override
        public OptionalDouble rescore(FlowId flowId) {
            return OptionalDouble.empty();
        }
    };

    private DecidingProcess() {}

    /** Arguments: the broker, a folder with playbook and id, the prefix of topics, and the command that runs nft, if any does. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        ResponseSettings settings = new ResponseSettings(
                PLAYBOOK,
                String.join(" ", List.of(arguments).subList(3, arguments.length)),
                folder.resolve(FEED).toString(),
                "",
                "",
                "",
                "",
                "",
                DecisionSettings.defaults(),
                OPEN);
        ResponseStart start = new ResponseStart(
                settings,
                PlaybookFile.read(folder.resolve(PLAYBOOK)),
                new TopicNames(arguments[2]),
                Map.of("bootstrap.servers", arguments[0]),
                arguments[0],
                folder);
        Thread watch = new Thread(DecidingProcess::endWithStdin, "test-is-over");
        watch.setDaemon(true);
        watch.start();
        start.begin();
        try (Responses responses = start.start(NO_DETECTOR)) {
            boolean wasDeciding = false;
            while (true) {
                if (responses.isDeciding() && !wasDeciding) {
                    wasDeciding = true;
                    say("deciding");
                }
                work(responses);
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private static void work(Responses responses) {
        try {
            for (ResponseStep step : responses.all()) {
                work(responses, step);
            }
        } catch (NotPossibleException | IllegalStateException e) {
            // It is over meanwhile, or decided elsewhere.
        }
    }

    private static void work(Responses responses, ResponseStep step) throws NotPossibleException {
        int luck = Math.floorMod(step.id().hashCode(), 30);
        if (step.state() == ResponseState.PROPOSED) {
            ResponseStep decided = luck % 5 == 0
                    ? responses.undo(step.id(), "alice", "a printer")
                    : responses.approve(step.id(), "alice");
            say(decided.state() + " " + step.id());
        } else if (step.state() == ResponseState.ACTIVE
                && !step.approvedBy().isEmpty()
                && luck % 3 == 0
                && step.at().plusMillis(500).isBefore(Instant.now())) {
            say(responses.undo(step.id(), "alice", null).state() + " " + step.id());
        }
    }

    private static void say(String line) {
        byte[] bytes = (line + "\n").getBytes(UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }

    private static void endWithStdin() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said on stdin.
            }
        } catch (IOException gone) {
            // Then so is the test.
        }
        Runtime.getRuntime().halt(3);
    }
}
