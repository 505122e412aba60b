package dev.weir.torture;

import dev.weir.detector.Verification;
import dev.weir.feedback.FeedbackSettings;
import dev.weir.torture.Detectors.Detector;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What is to be said of a run once the faults are over. */
final class Verdicts {
    private static final Duration RECOVERY = Duration.ofMinutes(2);
    private static final Duration DRAIN = Duration.ofMinutes(3);
    private static final Duration STANDSTILL =
            FeedbackSettings.defaults().longestGrace().plusSeconds(5);
    private static final Duration TERMINATION = Duration.ofSeconds(60);
    /** What a JVM ends with whose shutdown hooks have come to an end after SIGTERM. */
    private static final int TERMINATED = 128 + 15;

    /** How a start is refused while the broker is killed or stopped; the next one, a second later, needs no human. */
    private static final String KAFKA_AWAY = "Kafka did not answer";

    private final Stage stage;
    private final Tormentor tormentor;
    private final PrintStream out;
    private final List<String> faults = new ArrayList<>();
    private int startsWithoutKafka;

    Verdicts(Stage stage, Tormentor tormentor, PrintStream out) {
        this.stage = stage;
        this.tormentor = tormentor;
        this.out = out;
    }

    List<String> findAll() throws IOException {
        stage.detectors().forEach(detector -> detector.awaitReady(RECOVERY));
        stage.load().close();
        awaitScored();
        stage.analyst().close();
        awaitTaught();
        awaitResponsesOver();
        stage.approver().close();
        Ledger ledger = Ledger.of(stage.bootstrapServer(), stage.names());
        faults.addAll(ledger.faults());
        ResponseLedger responses = ResponseLedger.of(stage.bootstrapServer(), stage.names(), stage.feed());
        faults.addAll(responses.faults());
        faults.addAll(tormentor.complaints());
        checkUnaskedEnds();
        List<String> digests = checkDigests();
        checkTermination();
        tormentor.lines().forEach(line -> out.println("  " + line));
        out.println("  " + lives());
        ledger.lines().forEach(line -> out.println("  " + line));
        out.println("  " + responses.line(stage.approver().decided()));
        digests.forEach(line -> out.println("  " + line));
        return faults;
    }

    private void awaitScored() {
        Patience.holdsWithin(
                DRAIN,
                () -> count(stage.names().scored()) + deadFlows()
                        >= stage.load().acknowledged() - tormentor.repeated());
    }

    private long deadFlows() {
        AtomicLong dead = new AtomicLong();
        Topic.read(stage.bootstrapServer(), stage.names().deadLetters(), record -> {
            String topic = new String(record.headers().lastHeader("weir.topic").value(), StandardCharsets.UTF_8);
            dead.addAndGet(topic.equals(stage.names().flows()) ? 1 : 0);
        });
        return dead.get();
    }

    private long count(String topic) {
        AtomicLong records = new AtomicLong();
        Topic.read(stage.bootstrapServer(), topic, record -> records.incrementAndGet());
        return records.get();
    }

    /** Until every feedback is read and the model log grows no more; a verdict on nothing waits long for its flow by then. */
    private void awaitTaught() {
        AtomicLong last = new AtomicLong(-1);
        AtomicLong since = new AtomicLong(System.nanoTime());
        Patience.holdsWithin(DRAIN, () -> {
            long now = count(stage.names().modelLog()) + count(stage.names().deadLetters());
            if (last.getAndSet(now) != now) {
                since.set(System.nanoTime());
            }
            return System.nanoTime() - since.get() > STANDSTILL.toNanos();
        });
    }

    private void awaitResponsesOver() {
        Patience.holdsWithin(DRAIN, () -> ResponseLedger.open(stage.bootstrapServer(), stage.names()) == 0);
    }

    private void checkUnaskedEnds() {
        List<Seat> seats = new ArrayList<>(List.of(stage.broker()));
        stage.detectors().forEach(detector -> seats.add(detector.seat()));
        for (Seat seat : seats) {
            for (String end : seat.unaskedEnds()) {
                if (end.contains(KAFKA_AWAY)) {
                    startsWithoutKafka++;
                } else {
                    faults.add(end);
                }
            }
        }
    }

    private String lives() {
        return "lives: broker " + stage.broker().lives() + ", detectors "
                + stage.detectors().get(0).seat().lives() + " and "
                + stage.detectors().get(1).seat().lives() + "; each was started again by itself, " + startsWithoutKafka
                + " times after Kafka was away at its start";
    }

    /** Both detectors, and one that has nothing but the log. */
    private List<String> checkDigests() throws IOException {
        Detector fresh = stage.detector("fresh", stage.folder().resolve("fresh"));
        stage.own(fresh.seat()).start();
        fresh.awaitReady(RECOVERY);
        List<Detector> all = new ArrayList<>(stage.detectors());
        all.add(fresh);
        List<String> lines = new ArrayList<>();
        String digest = "";
        for (Detector detector : all) {
            Verification verification = detector.api().verify();
            String found = verification.modelVersion() + " " + verification.liveDigest();
            if (!verification.identical()) {
                faults.add(detector.seat().name() + " is at " + found + ", but the log gives "
                        + verification.rebuiltDigest());
            } else if (!digest.isEmpty() && !digest.equals(found)) {
                faults.add(detector.seat().name() + " is at " + found + ", and another at " + digest);
            }
            digest = found;
        }
        lines.add("model version and digest of " + all.size()
                + " instances, one of them fresh, and of the log folded again: " + digest);
        return lines;
    }

    private void checkTermination() {
        for (Detector detector : stage.detectors()) {
            try {
                int status = detector.seat().terminate(TERMINATION);
                if (status != TERMINATED) {
                    faults.add(detector.seat().name() + " ended with status " + status + " on SIGTERM");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
