package dev.weir.torture;

import dev.weir.checkpoint.Checkpoint;
import dev.weir.torture.Detectors.Detector;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Does what the plan says, when it says so. */
final class Tormentor {
    private static final Duration FREEZE = Duration.ofSeconds(30);
    /** Also between faults that are late, because the one before them took long. */
    private static final Duration LEAST_GAP = Duration.ofSeconds(2);

    private static final Duration RECOVERY = Duration.ofSeconds(90);

    private static final Duration REFILL_EVERY = Duration.ofMillis(200);

    private final Stage stage;
    private final PrintStream out;
    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
    private final List<Thread> asked = new ArrayList<>();
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private final List<String> refusals = Collections.synchronizedList(new ArrayList<>());
    private final long startNanos = System.nanoTime();
    private long frozenUntilNanos = startNanos;
    private int poison;
    private int names;
    private int repeated;

    Tormentor(Stage stage, PrintStream out) {
        this.stage = stage;
        this.out = out;
    }

    void run(List<FaultPlan.Step> plan, Duration length) {
        for (FaultPlan.Step step : plan) {
            Duration wait = step.at().minus(elapsed());
            Patience.sleep(wait.compareTo(LEAST_GAP) < 0 ? LEAST_GAP : wait);
            if (elapsed().compareTo(length) >= 0) {
                break;
            }
            boolean isDone = act(step);
            if (isDone) {
                done.merge(step.fault(), 1, Integer::sum);
            }
        }
        Patience.sleep(length.minus(elapsed()));
        Patience.sleep(Duration.ofNanos(Math.max(0, frozenUntilNanos - System.nanoTime())));
        asked.forEach(Tormentor::join);
    }

    private boolean act(FaultPlan.Step step) {
        Detector detector = stage.detectors().get(step.detector());
        switch (step.fault()) {
            case KILL_DETECTOR -> {
                say("kill -9 " + detector.seat().name());
                detector.seat().kill();
            }
            case KILL_BROKER -> {
                say("kill -9 broker");
                stage.broker().kill();
            }
            case STOP_DETECTOR -> freeze(detector.seat());
            case STOP_BROKER -> freeze(stage.broker());
            case FILL_DISK -> {
                return fillDisk();
            }
            case CORRUPT_CHECKPOINT -> corrupt(detector, step.luck());
            case POISON -> poison += stage.load().poison(step.luck());
            case BYTE_BOMB -> stage.load().send(stage.malice().bombs(step.luck()));
            case WILD_TIMES -> stage.load().send(stage.malice().wildTimes(step.luck()));
            case FORGED_IDS -> stage.load().send(stage.malice().forgedIds(step.luck()));
            case OLD_FILE -> {
                List<ProducerRecord<byte[], byte[]>> file = stage.malice().oldFile(step.luck());
                repeated += file.size() / 2;
                stage.load().send(file);
            }
            case HANGING_TRANSACTION -> {
                say("leave a transaction on the model log open");
                return HangingTransaction.leave(
                        stage.bootstrapServer(), stage.names().modelLog(), name("hanging"));
            }
            case ROLL_BACK -> rollBack(detector, step.luck());
        }
        return true;
    }

    private void freeze(Seat seat) {
        say("SIGSTOP " + seat.name() + " for " + FREEZE.toSeconds() + " s");
        frozenUntilNanos = System.nanoTime() + FREEZE.toNanos();
        seat.freezeFor(FREEZE);
    }

    /** The lock of the seat keeps it from starting again while its files are damaged. */
    private void corrupt(Detector detector, long luck) {
        Seat seat = detector.seat();
        synchronized (seat) {
            seat.kill();
            say("kill -9 " + seat.name() + " and damage " + Damage.of(detector.modelStore(), luck));
        }
    }

    /** The one fault that a human mends: the detector must end and say that its disk is full. */
    private boolean fillDisk() {
        if (!stage.disk().isMounted()) {
            return false;
        }
        Detector full = stage.detectors().get(1);
        full.awaitReady(RECOVERY);
        say("fill the disk of " + full.seat().name());
        try {
            stage.disk().fill();
            ask(() -> stage.detectors().get(0).api().takeCheckpoint(name("full"), "torture"));
            if (!endsOfFullDisk(full.seat())) {
                complaints.add("the disk of " + full.seat().name() + " was full, and it went on");
                return true;
            }
            String words = full.seat().takeLastEnd();
            say(words);
            if (!words.contains("status 1") || !words.contains("No space left on device")) {
                complaints.add("with a full disk, " + words);
            }
        } finally {
            stage.disk().free();
        }
        return true;
    }

    /** A store makes room by deleting what it has rewritten, and whoever filled the disk takes that too. */
    private boolean endsOfFullDisk(Seat seat) {
        long giveUpNanos = System.nanoTime() + RECOVERY.toNanos();
        while (System.nanoTime() < giveUpNanos) {
            stage.disk().fill();
            if (seat.awaitEnd(REFILL_EVERY)) {
                return true;
            }
        }
        return false;
    }

    private void rollBack(Detector detector, long luck) {
        String name = name("before");
        ask(() -> {
            detector.awaitReady(RECOVERY);
            detector.api().takeCheckpoint(name, "torture");
            List<Checkpoint> all = detector.api().checkpoints();
            Checkpoint target = all.get(new Random(luck).nextInt(Math.min(all.size(), 5)));
            say("roll " + detector.seat().name() + " back to " + target.version());
            detector.api().rollBack(Long.toString(target.version()), "torture");
        });
    }

    private String name(String what) {
        return what + "-" + names++;
    }

    /** An operator's request may meet a detector or a broker that is away: then it is refused, and the log decides. */
    private void ask(Runnable request) {
        Thread thread = new Thread(() -> {
            try {
                request.run();
            } catch (RuntimeException e) {
                refusals.add(String.valueOf(e.getMessage()));
            }
        });
        thread.setDaemon(true);
        thread.start();
        asked.add(thread);
    }

    private static void join(Thread thread) {
        try {
            thread.join(RECOVERY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    private void say(String what) {
        Duration at = elapsed();
        out.printf("  %02d:%02d  %s%n", at.toMinutes(), at.toSecondsPart(), what);
        out.flush();
    }

    /** How many records there are that are neither scored nor set aside. */
    int repeated() {
        return repeated;
    }

    /** What did not go as it must. */
    List<String> complaints() {
        return complaints;
    }

    /** What was done, for people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        done.forEach((fault, times) -> lines.add(times + " x " + fault.words()));
        lines.add(poison + " poison records");
        if (!refusals.isEmpty()) {
            lines.add(refusals.size() + " requests of the operator refused meanwhile, such as: " + refusals.get(0));
        }
        return lines;
    }
}
