package dev.weir.torture;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process under a service manager: whatever ends, on request or not, is started again a second later, until it is
 * closed. Each of its lives has a stdin that ends with this JVM, so that nothing is left behind.
 */
final class Seat implements AutoCloseable {
    private static final Duration RESTART_AFTER = Duration.ofSeconds(1);

    private final String name;
    private final List<String> command;
    private final Path output;
    private final Path errors;
    private final List<String> unasked = new ArrayList<>();
    private @Nullable Process process;
    private boolean isKillAsked;
    private boolean isClosed;
    private int lives;

    Seat(String name, Path logs, List<String> command) {
        this.name = name;
        this.command = command;
        this.output = logs.resolve(name + ".out");
        this.errors = logs.resolve(name + ".log");
    }

    String name() {
        return name;
    }

    synchronized void start() {
        if (isClosed || process != null) {
            return;
        }
        try {
            Process started = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                    .start();
            process = started;
            isKillAsked = false;
            lives++;
            Thread watch = new Thread(() -> ended(started.onExit().join()), name + "-ends");
            watch.setDaemon(true);
            watch.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ended(Process ended) {
        synchronized (this) {
            if (!isKillAsked && !isClosed) {
                unasked.add(name + " ended by itself with status " + ended.exitValue() + ": " + lastWords());
            }
            process = null;
            notifyAll();
        }
        Patience.sleep(RESTART_AFTER);
        start();
    }

    /** {@code kill -9}; returns when it is gone, which is before it is started again. */
    synchronized void kill() {
        Process victim = process;
        if (victim == null) {
            return;
        }
        isKillAsked = true;
        victim.destroyForcibly();
        awaitGone(victim, Duration.ofSeconds(20));
    }

    /** Waits until the present life has ended by itself; returns whether it has. */
    synchronized boolean awaitEnd(Duration patience) {
        Process present = process;
        return present == null || awaitGone(present, patience);
    }

    private boolean awaitGone(Process victim, Duration patience) {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        while (process == victim) {
            long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
            if (leftMillis <= 0) {
                return false;
            }
            try {
                wait(leftMillis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** Stops the process and lets it go on later; a shell does it, so that it goes on whatever becomes of this JVM. */
    synchronized void freezeFor(Duration time) {
        if (process != null) {
            long pid = process.pid();
            Commands.start("sh", "-c", "kill -STOP " + pid + " && sleep " + time.toSeconds() + "; kill -CONT " + pid);
        }
    }

    /** SIGTERM; returns its exit status, or -1 if it was not gone in time. */
    int terminate(Duration patience) throws InterruptedException {
        Process present;
        synchronized (this) {
            isClosed = true;
            present = process;
        }
        if (present == null) {
            return 0;
        }
        // Not Process.destroy, which also closes the stdin that tells the process that this JVM is gone.
        Commands.run("kill", "-TERM", Long.toString(present.pid()));
        return present.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) ? present.exitValue() : -1;
    }

    /** What its lives said when they ended without being asked to. */
    synchronized List<String> unaskedEnds() {
        return List.copyOf(unasked);
    }

    /** Takes back the last of {@link #unaskedEnds}, which was to be expected. */
    synchronized String takeLastEnd() {
        return unasked.remove(unasked.size() - 1);
    }

    synchronized int lives() {
        return lives;
    }

    /** The first line that it prints. */
    String firstLine() {
        Patience.await(
                name + " says where it is",
                Duration.ofSeconds(60),
                () -> !lines(output).isEmpty() || lives() > 1);
        List<String> said = lines(output);
        if (said.isEmpty()) {
            throw new TortureException(name + " does not start: " + lastWords());
        }
        return said.get(0);
    }

    private String lastWords() {
        List<String> lines = lines(errors);
        return lines.isEmpty() ? "(nothing)" : lines.get(lines.size() - 1);
    }

    private static List<String> lines(Path path) {
        File file = path.toFile();
        try {
            return file.exists()
                    ? new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank())
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Process left;
        synchronized (this) {
            isClosed = true;
            left = process;
        }
        if (left != null) {
            left.destroyForcibly().onExit().join();
        }
    }
}
