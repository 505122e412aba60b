package dev.weir.torture;

import dev.weir.feedback.FeedbackReader;
import dev.weir.feedback.FeedbackResult;
import dev.weir.fold.Lesson;
import dev.weir.fold.MalformedEventException;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import dev.weir.topics.TopicNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What went into the topics held against what came out of them; all from the topics themselves. */
final class Ledger {
    private static final int NAMED = 5;

    private final String bootstrapServer;
    private final TopicNames names;
    private final Map<String, Integer> scored = new HashMap<>();
    private final Map<String, Integer> dead = new HashMap<>();
    private final Map<String, Integer> deadReasons = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private long flows;
    private long scoredFlows;
    private long deadFlows;
    private long repeatedLines;
    private long verdicts;
    private long repeated;
    private long deadVerdicts;
    private long lessons;
    private long rollbacks;

    private Ledger(String bootstrapServer, TopicNames names) {
        this.bootstrapServer = bootstrapServer;
        this.names = names;
    }

    /** Reads everything, which must no longer change. */
    static Ledger of(String bootstrapServer, TopicNames names) {
        Ledger ledger = new Ledger(bootstrapServer, names);
        ledger.readOutput();
        ledger.checkFlows();
        ledger.checkLessons();
        return ledger;
    }

    /** What does not add up; empty if all does. */
    List<String> faults() {
        return faults;
    }

    private void readOutput() {
        Topic.read(bootstrapServer, names.scored(), record -> scored.merge(text(record.key()), 1, Integer::sum));
        Topic.read(bootstrapServer, names.deadLetters(), record -> {
            dead.merge(
                    header(record, "weir.topic") + "/" + header(record, "weir.partition") + "-"
                            + header(record, "weir.offset"),
                    1,
                    Integer::sum);
            deadReasons.merge(header(record, "weir.reason"), 1, Integer::sum);
        });
    }

    private void checkFlows() {
        Map<String, Integer> expected = new HashMap<>(scored);
        SharedNames groups = new SharedNames();
        List<String> wrong = new ArrayList<>();
        Topic.read(bootstrapServer, names.flows(), record -> {
            flows++;
            String place = record.partition() + "-" + record.offset();
            if (groups.takes(record, expected, dead.getOrDefault(names.flows() + "/" + place, 0))) {
                return;
            }
            Header own = record.headers().lastHeader(Load.ID_HEADER);
            String id = own == null ? place : text(own.value());
            int asScored = Objects.requireNonNullElse(expected.remove(id), 0);
            int asDead = dead.getOrDefault(names.flows() + "/" + place, 0);
            scoredFlows += asScored;
            deadFlows += asDead;
            if (asScored + asDead != 1 || (own != null && asDead != 0)) {
                wrong.add(id + " scored " + asScored + " times, set aside " + asDead + " times");
            }
        });
        complain("flows not accounted for exactly once", wrong);
        complain("flows under one id, or of one line, that do not add up", groups.faults(expected));
        scoredFlows += groups.scored();
        repeatedLines = groups.repeated();
        complain("scored flows that nobody sent", List.copyOf(expected.keySet()));
    }

    /** Feedback in order gives the lessons that must be there: the first word of an analyst on a flow, and each change of it. */
    private void checkLessons() {
        Map<String, String> lastWords = new HashMap<>();
        Map<String, Integer> expected = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        Topic.read(bootstrapServer, names.feedback(), record -> {
            verdicts++;
            int asDead = dead.getOrDefault(names.feedback() + "/" + record.partition() + "-" + record.offset(), 0);
            deadVerdicts += asDead;
            FeedbackResult result = FeedbackReader.read(record.value());
            boolean teachable = result instanceof FeedbackResult.Accepted accepted
                    && scored.containsKey(accepted.feedback().flowId().value());
            if (asDead != (teachable ? 0 : 1)) {
                wrong.add(text(record.value()) + " set aside " + asDead + " times");
            } else if (teachable && result instanceof FeedbackResult.Accepted accepted) {
                String who = accepted.feedback().flowId().value() + " "
                        + accepted.feedback().analyst();
                String word = accepted.feedback().verdict().word();
                if (word.equals(lastWords.put(who, word))) {
                    repeated++;
                } else {
                    expected.merge(who + " " + word, 1, Integer::sum);
                }
            }
        });
        complain("verdicts neither learned nor set aside once", wrong);
        readLog(expected);
        complain(
                "verdicts not learned exactly once (how often too seldom)",
                expected.entrySet().stream()
                        .filter(entry -> entry.getValue() != 0)
                        .map(Object::toString)
                        .toList());
    }

    private void readLog(Map<String, Integer> expected) {
        Topic.read(bootstrapServer, names.modelLog(), record -> {
            ModelEvent event = decode(record);
            if (event instanceof ModelEvent.Learn learn) {
                Lesson lesson = learn.lesson();
                lessons++;
                expected.merge(
                        lesson.flowId().value() + " " + lesson.analyst() + " "
                                + lesson.verdict().word(),
                        -1,
                        Integer::sum);
            }
            rollbacks += event instanceof ModelEvent.RollBack ? 1 : 0;
        });
    }

    private static ModelEvent decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return ModelEventCodec.decode(record.value());
        } catch (MalformedEventException e) {
            throw new TortureException("the model log holds what is no event, at " + record.offset(), e);
        }
    }

    private void complain(String what, List<String> which) {
        if (!which.isEmpty()) {
            faults.add(which.size() + " " + what + ", such as "
                    + which.stream().limit(NAMED).toList());
        }
    }

    long rollbacks() {
        return rollbacks;
    }

    /** The sums, for people. */
    List<String> lines() {
        return List.of(
                flows + " records sent = " + scoredFlows + " scored once + " + deadFlows + " dead letters + "
                        + repeatedLines + " lines of files sent again",
                verdicts + " verdicts = " + lessons + " lessons + " + repeated + " said before + " + deadVerdicts
                        + " dead letters",
                rollbacks + " rollbacks in the model log",
                "dead letters " + new java.util.TreeMap<>(deadReasons));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return text(record.headers().lastHeader(name).value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
