package dev.weir.torture;

import dev.weir.topics.TopicNames;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A detector's worst day, made from a seed: two detectors and a broker, each a process of its own, under load, with verdicts
 * given and faults thrown at them. At the end the topics tell whether anything was lost, or done twice.
 */
public final class Torture {
    private static final int FLOWS_PER_SECOND = 250;

    private Torture() {}

    /** Takes {@code --minutes N} and {@code --seed S}; status 0 if all held, 1 if not, 2 if used wrongly. */
    public static void main(String[] arguments) {
        double minutes = 3;
        long seed = 1;
        try {
            for (int i = 0; i < arguments.length; i += 2) {
                switch (arguments[i]) {
                    case "--minutes" -> minutes = Double.parseDouble(arguments[i + 1]);
                    case "--seed" -> seed = Long.parseLong(arguments[i + 1]);
                    default -> throw new IllegalArgumentException(arguments[i]);
                }
            }
        } catch (RuntimeException e) {
            System.err.println("usage: scripts/dev torture [--minutes N] [--seed S]");
            System.exit(2);
        }
        List<String> faults = run(minutes, seed, System.out);
        System.exit(faults.isEmpty() ? 0 : 1);
    }

    /** Runs it; returns what did not hold, which is nothing if all is well. */
    static List<String> run(double minutes, long seed, PrintStream out) {
        Duration length = Duration.ofMillis((long) (minutes * 60_000));
        Path folder = Path.of(
                "target", "torture", Long.toString(ProcessHandle.current().pid()));
        out.printf("torture: %.1f minutes, seed %d, %,d flows/s%n", minutes, seed, FLOWS_PER_SECOND);
        List<String> faults;
        try (Stage stage = new Stage(Files.createDirectories(folder), new TopicNames("torture"), out)) {
            stage.open(FLOWS_PER_SECOND);
            Tormentor tormentor = new Tormentor(stage, out);
            tormentor.run(FaultPlan.of(seed, length), length);
            faults = new Verdicts(stage, tormentor, out).findAll();
        } catch (IOException | RuntimeException e) {
            faults = List.of("the run came to no end: " + e);
        }
        faults.forEach(fault -> out.println("FAILED: " + fault));
        if (faults.isEmpty()) {
            delete(folder);
            out.println("torture: everything held");
        } else {
            out.println("torture: failed; what the processes said is in " + folder.resolve("logs"));
        }
        out.flush();
        return faults;
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            // It is in the build folder, and goes with it.
        }
    }
}
