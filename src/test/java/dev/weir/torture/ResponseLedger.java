package dev.weir.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.feedback.FeedbackReader;
import dev.weir.feedback.FeedbackResult;
import dev.weir.flow.Verdict;
import dev.weir.response.ResponseBook;
import dev.weir.response.ResponseState;
import dev.weir.response.ResponseStep;
import dev.weir.response.record.ResponseJson;
import dev.weir.topics.TopicNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Alerts held against what was done about them: every life of a response is one that can be, and none goes on beyond its end. */
final class ResponseLedger {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NAMED = 5;

    private final ResponseBook book = new ResponseBook();
    private final Map<ResponseState, Integer> states = new EnumMap<>(ResponseState.class);
    private final Set<String> answered = new HashSet<>();
    private final List<String> impossible = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private int done;

    private ResponseLedger() {}

    /** Reads everything; nothing should alert any more. */
    static ResponseLedger of(String bootstrapServer, TopicNames names, Path feed) {
        ResponseLedger ledger = new ResponseLedger();
        Topic.read(bootstrapServer, names.responses(), record -> ledger.step(record.value()));
        ledger.complain("steps that cannot follow the one before", ledger.impossible);
        ledger.book.all().forEach(step -> ledger.states.merge(step.state(), 1, Integer::sum));
        ledger.checkAlerts(bootstrapServer, names);
        ledger.checkEnds(feed);
        return ledger;
    }

    /** How many are not over, as the topic has it now. */
    static int open(String bootstrapServer, TopicNames names) {
        ResponseLedger ledger = new ResponseLedger();
        Topic.read(bootstrapServer, names.responses(), record -> ledger.step(record.value()));
        return ledger.book.openCount();
    }

    private void step(byte[] record) {
        ResponseStep step = ResponseJson.read(record).orElse(null);
        if (step == null || !book.apply(step)) {
            impossible.add(String.valueOf(step));
            return;
        }
        answered.add(step.plan().alertId().value());
        done += step.state() == ResponseState.ACTIVE ? 1 : 0;
    }

    /** An alert that was called benign before it was decided on has none. */
    private void checkAlerts(String bootstrapServer, TopicNames names) {
        Map<String, Set<String>> flowsOfAlerts = new HashMap<>();
        Topic.read(bootstrapServer, names.alerts(), record -> {
            JsonNode alert = json(record.value());
            Set<String> flows =
                    flowsOfAlerts.computeIfAbsent(alert.path("alert_id").asText(), id -> new TreeSet<>());
            flows.add(alert.path("alert_id").asText());
            flows.add(alert.path("flow_id").asText());
        });
        Set<String> benign = new HashSet<>();
        Topic.read(bootstrapServer, names.feedback(), record -> {
            if (FeedbackReader.read(record.value()) instanceof FeedbackResult.Accepted accepted
                    && accepted.feedback().verdict() == Verdict.BENIGN) {
                benign.add(accepted.feedback().flowId().value());
            }
        });
        List<String> lost = new ArrayList<>();
        flowsOfAlerts.forEach((alert, flows) -> {
            if (!answered.contains(alert) && flows.stream().noneMatch(benign::contains)) {
                lost.add(alert);
            }
        });
        complain("alerts that nothing was decided on", lost);
        if (flowsOfAlerts.isEmpty() || done == 0) {
            faults.add("responses were not tried: " + flowsOfAlerts.size() + " alerts, " + done + " responses done");
        }
    }

    private void checkEnds(Path feed) {
        Instant now = Instant.now();
        complain(
                "responses that go on beyond their end",
                book.open().stream()
                        .filter(step -> step.isOverdue(now))
                        .map(ResponseStep::toString)
                        .toList());
        Set<String> inForce = new TreeSet<>();
        book.open().stream()
                .filter(step -> step.state().isInForce())
                .forEach(step -> inForce.add(step.plan().target().host().text()));
        List<String> left = new ArrayList<>(lines(feed));
        left.removeAll(inForce);
        complain("hosts blocked on account of nothing", left);
    }

    private static List<String> lines(Path feed) {
        try {
            return Files.exists(feed) ? Files.readAllLines(feed) : List.of();
        } catch (IOException e) {
            throw new TortureException("the feed cannot be read", e);
        }
    }

    private static JsonNode json(byte[] record) {
        try {
            return JSON.readTree(record);
        } catch (IOException e) {
            throw new TortureException("the alerts topic holds what is no JSON", e);
        }
    }

    private void complain(String what, List<String> which) {
        if (!which.isEmpty()) {
            faults.add(which.size() + " " + what + ", such as "
                    + which.stream().limit(NAMED).toList());
        }
    }

    List<String> faults() {
        return faults;
    }

    /** The sum, for people. */
    String line(int decidedByPerson) {
        return book.all().size() + " responses to " + answered.size() + " alerts, " + done + " of them done, = "
                + states + "; " + decidedByPerson + " decisions of a person";
    }
}
