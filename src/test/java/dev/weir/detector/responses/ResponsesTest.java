package dev.weir.detector.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.broker.TestBroker;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import dev.weir.response.ResponseState;
import dev.weir.response.ResponseStep;
import dev.weir.response.decision.NotPossibleException;
import dev.weir.response.playbook.PlaybookFile;
import dev.weir.response.record.ResponseJson;
import dev.weir.topics.TopicNames;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Responses on a real broker: decided once, in the order of things, and taken back. */
@Timeout(300)
class ResponsesTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final String ACT = "rules: [{name: all, then: contain, mode: act, keep: [10.77.3.0/24]}]";
    private static final AtomicLong VERSION = new AtomicLong();

    @TempDir
    Path directory;

    private final DetectorView detector = new DetectorView() {
        @Override
        public long modelVersion() {
            return VERSION.get();
        }

        @Override
        public boolean isLearningHeld() {
            return isHeld;
        }

        @Override
        public OptionalDouble rescore(FlowId flowId) {
            return OptionalDouble.of(flowId.value().startsWith("low") ? 0.1 : 0.9);
        }
    };

    private final ResponseSettings settings = ResponseSettings.defaults();
    private volatile boolean isHeld;

    @Test
    void alert_becomesAStepOnce_whateverProcessesDieBetween() throws Exception {
        TopicNames names = topics("once");
        try (Responses responses = start(names, ACT)) {
            alert(names, "a1", "10.0.0.5");
            await(responses, ResponseState.APPROVED);
        }
        try (Responses responses = start(names, ACT)) {
            alert(names, "a2", "10.0.0.6");
            TestBroker.await("both", () -> states(responses).size() == 2);
        }
        List<ResponseStep> steps = written(names, 4);
        assertThat(steps).extracting(ResponseStep::state).containsOnly(ResponseState.PROPOSED, ResponseState.APPROVED);
        assertThat(steps.stream().map(step -> step.id() + step.state()))
                .doesNotHaveDuplicates()
                .hasSize(4);
    }

    @Test
    void alertThatComesWhileNobodyDecides_isDecidedLater_thoughNothingWasBefore() throws Exception {
        TopicNames names = topics("between");
        start(names, ACT).close();
        alert(names, "a1", "10.0.0.5");
        try (Responses responses = start(names, ACT)) {
            await(responses, ResponseState.APPROVED);
        }
    }

    @Test
    void verdictAndRollback_undoWhatRestsOnThem() throws Exception {
        TopicNames names = topics("undo");
        try (Responses responses = start(names, ACT)) {
            alert(names, "a1", "10.0.0.5");
            TestBroker.await("one in force", () -> states(responses).size() == 1);
            alert(names, "low1", "10.0.0.6");
            TestBroker.await("two in force", () -> states(responses).size() == 2);
            alert(names, "a3", "10.0.0.7");
            TestBroker.await("three in force", () -> states(responses).size() == 3);
            VERSION.set(0);

            verdict(names, "a1", Verdict.BENIGN);
            TestBroker.await("undone", () -> states(responses).get(0) == ResponseState.UNDONE);
            event(names, new ModelEvent.RollBack(0, "0".repeat(64), "alice"));
            VERSION.set(100);
            TestBroker.await("undone", () -> states(responses).get(1) == ResponseState.UNDONE);

            assertThat(states(responses).get(2)).isEqualTo(ResponseState.APPROVED);
            alert(names, "a4", "10.0.0.8");
            TestBroker.await("held", () -> states(responses).size() == 4);
            assertThat(responses.all().get(3).why()).contains("rolled back");
        }
    }

    @Test
    void personApproves_andUndoes_andIsToldWhyNot() throws Exception {
        TopicNames names = topics("people");
        try (Responses responses = start(names, "rules: [{name: all, then: contain, mode: approve}]")) {
            alert(names, "a1", "10.0.0.5");
            await(responses, ResponseState.PROPOSED);
            String id = responses.all().get(0).id();

            assertThat(responses.approve(id, "alice").state()).isEqualTo(ResponseState.APPROVED);
            assertThat(responses.undo(id, "bob", "a printer").why()).isEqualTo("undone: a printer");
            assertThatExceptionOfType(NotPossibleException.class)
                    .isThrownBy(() -> responses.approve(id, "alice"))
                    .withMessageContaining("is undone");
        }
    }

    @Test
    void ofTwoProcesses_oneDecides_andTheOtherTakesOver() throws Exception {
        TopicNames names = topics("two");
        Responses first = start(names, ACT);
        try (Responses second = start(names, ACT, "other")) {
            alert(names, "a1", "10.0.0.5");
            TestBroker.await("decided", () -> written(names).size() == 2);
            assertThat(first.isDeciding() && second.isDeciding()).isFalse();
            assertThatExceptionOfType(NotPossibleException.class)
                    .isThrownBy(() -> (first.isDeciding() ? second : first).all())
                    .withMessageContaining("does not decide");
            boolean isFirst = first.isDeciding();
            (isFirst ? first : second).close();
            Responses left = isFirst ? second : first;
            TestBroker.await("taken over", left::isDeciding);
            alert(names, "a2", "10.0.0.6");
            TestBroker.await("decided", () -> written(names).size() == 4);
        } finally {
            first.close();
        }
    }

    @Test
    void actionWhileLearningIsOnHold_waitsForAPerson() throws Exception {
        TopicNames names = topics("hold");
        isHeld = true;
        try (Responses responses = start(names, ACT)) {
            alert(names, "a1", "10.0.0.5");
            await(responses, ResponseState.PROPOSED);
            assertThat(responses.all().get(0).why())
                    .isEqualTo("held: learning is held, since lessons made the model worse");

            isHeld = false;
            alert(names, "a2", "10.0.0.6");
            await(responses, ResponseState.APPROVED);
        }
    }

    @Test
    void steps_areCountedByModeAndState() throws Exception {
        TopicNames names = topics("counted");
        try (Responses responses = start(names, "rules: [{name: all, then: contain, mode: approve}]")) {
            alert(names, "a1", "10.0.0.5");
            await(responses, ResponseState.PROPOSED);
            responses.undo(responses.all().get(0).id(), "bob", null);

            assertThat(responses.counted())
                    .extracting(one -> one.getMetadata().getName())
                    .contains("weir_response_steps", "weir_responses", "weir_responses_deciding");
            assertThat(count(responses, "approve", "proposed")).isEqualTo(1);
            assertThat(count(responses, "approve", "refused")).isEqualTo(1);
            assertThat(count(responses, "act", "approved")).isZero();
        }
    }

    private static double count(Responses responses, String mode, String step) {
        return responses.counted().stream()
                .filter(one -> one.getMetadata().getName().equals("weir_response_steps"))
                .flatMap(one -> one.getDataPoints().stream())
                .filter(point -> point.getLabels().get("mode").equals(mode)
                        && point.getLabels().get("step").equals(step))
                .mapToDouble(point -> ((CounterDataPointSnapshot) point).getValue())
                .sum();
    }

    private TopicNames topics(String prefix) {
        TopicNames names = new TopicNames(prefix);
        BROKER.createTopic(names.alerts(), 2);
        BROKER.createTopic(names.responses(), 2);
        BROKER.createTopic(names.scored(), 2);
        BROKER.createTopic(names.modelLog(), 1);
        return names;
    }

    private Responses start(TopicNames names, String playbook) throws IOException {
        return start(names, playbook, "one");
    }

    private Responses start(TopicNames names, String playbook, String instance) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(instance));
        Files.writeString(folder.resolve("instance-id"), instance);
        Path file = Files.writeString(folder.resolve("playbook.yaml"), playbook);
        Responses responses = new ResponseStart(
                        settings,
                        PlaybookFile.read(file),
                        names,
                        Map.of("bootstrap.servers", BROKER.bootstrapServer()),
                        BROKER.bootstrapServer(),
                        folder)
                .start(detector);
        if (instance.equals("one")) {
            TestBroker.await("deciding", responses::isDeciding);
        }
        return responses;
    }

    private static void alert(TopicNames names, String id, String source) {
        ResponseLoad.alert(BROKER, names, id, source, "tcp/443");
    }

    private static void verdict(TopicNames names, String flowId, Verdict verdict) {
        ResponseLoad.verdict(BROKER, names, flowId, verdict);
    }

    private static void event(TopicNames names, ModelEvent event) {
        BROKER.produce(names.modelLog(), bytes(ModelEventCodec.kind(event)), ModelEventCodec.encode(event));
    }

    private static void await(Responses responses, ResponseState state) {
        TestBroker.await(state.word(), () -> states(responses).contains(state));
    }

    private static List<ResponseState> states(Responses responses) {
        try {
            return responses.all().stream().map(ResponseStep::state).toList();
        } catch (NotPossibleException e) {
            return List.of();
        }
    }

    private static List<ResponseStep> written(TopicNames names, int atLeast) {
        return BROKER.consume(names.responses(), atLeast).stream()
                .map(record -> ResponseJson.read(record.value()).orElseThrow())
                .toList();
    }

    private static List<ResponseStep> written(TopicNames names) {
        return BROKER.end(names.responses(), 0) + BROKER.end(names.responses(), 1) == 0 ? List.of() : written(names, 1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
