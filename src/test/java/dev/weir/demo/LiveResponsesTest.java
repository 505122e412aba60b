package dev.weir.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import dev.weir.detector.RunningDetector;
import dev.weir.detector.responses.ResponseSettings;
import dev.weir.detector.responses.ResponseStart;
import dev.weir.feedback.Feedback;
import dev.weir.flow.Verdict;
import dev.weir.response.playbook.PlaybookFile;
import dev.weir.simulation.TrafficSimulator;
import dev.weir.simulation.office.SimulatedFlow;
import dev.weir.simulation.office.SimulationSettings;
import dev.weir.stream.DetectorSettings;
import dev.weir.topics.TopicNames;
import dev.weir.topics.TopicSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The last chapter with the real detector, playbook, guards and list. */
@Tag("broker")
class LiveResponsesTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final TopicNames TOPICS = new TopicNames("weir-acts");

    @TempDir
    private Path folder;

    private final TrafficSimulator traffic = new TrafficSimulator(
            new SimulationSettings(7, 40, 0.25, Instant.parse("2025-03-03T08:00:00Z"), Duration.ofDays(2)));

    @Test
    void chapterOfTheRealDetector_comesTrue_rightAfterARollback() throws Exception {
        ResponseSettings armed = DemoPlaybook.arm(folder);
        DetectorSettings settings = DetectorSettings.defaults(BROKER.bootstrapServer(), folder.resolve("detector"));
        TopicSettings topics = settings.topics();
        DetectorSettings named = settings.with(to -> to.topics = new TopicSettings(
                TOPICS,
                1,
                topics.replicationFactor(),
                topics.flowsRetention(),
                topics.feedbackRetention(),
                topics.historyRetention()));
        Map<String, Object> kafka = Map.of("bootstrap.servers", BROKER.bootstrapServer());
        ResponseStart responses = new ResponseStart(
                armed,
                PlaybookFile.read(Path.of(armed.playbook())),
                TOPICS,
                kafka,
                BROKER.bootstrapServer(),
                folder.resolve("detector"));
        Patience patience = new Patience(() -> {}, System::nanoTime);
        StringWriter printed = new StringWriter();
        try (RunningDetector process = RunningDetector.start(named, Optional::empty, Optional.of(responses));
                LiveDetector live = new LiveDetector(process, kafka, TOPICS, patience)) {
            LiveResponses seen = new LiveResponses(process, DemoPlaybook.list(folder), patience);
            StoryView view = new StoryView(new PrintWriter(printed), false, System::nanoTime);
            ClearAttack attack = attack(live);
            live.takeCheckpoint("before");
            live.rollBack("before");
            new ResponseChapter(live, seen, view, System::nanoTime).tell(attack);
        }
        assertThat(printed.toString())
                .contains("10.77.0.66 attacks: contained")
                .contains("refused by the guard: 10.77.0.1 is protected")
                .contains("s later, called benign, model version")
                .endsWith("on the firewall's list: 10.77.0.66\n");
    }

    private ClearAttack attack(LiveDetector live) {
        List<SimulatedFlow> first = next(2_000);
        live.score(first);
        live.teach(first.stream()
                .map(flow -> new Feedback(
                        flow.id(), flow.malicious() ? Verdict.MALICIOUS : Verdict.BENIGN, null, "ann", null))
                .toList());
        ClearAttack attack = new ClearAttack();
        List<SimulatedFlow> second = next(2_000);
        List<DemoScore> scores = live.score(second);
        for (int i = 0; i < second.size(); i++) {
            attack.note(second.get(i), scores.get(i).score());
        }
        return attack;
    }

    private List<SimulatedFlow> next(int count) {
        List<SimulatedFlow> flows = new ArrayList<>();
        while (flows.size() < count) {
            flows.add(traffic.next());
        }
        return flows;
    }
}
