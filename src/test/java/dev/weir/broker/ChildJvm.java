package dev.weir.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process of its own for tests that kill: runs the main of a class on the class path of the test. */
public final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private ChildJvm(Process process) {
        this.process = process;
        this.output = process.inputReader(UTF_8);
    }

    /** Starts it; its stderr goes to that of the test. */
    public static ChildJvm start(Class<?> main, String... arguments) {
        return start(ProcessBuilder.Redirect.INHERIT, main, arguments);
    }

    /** Starts it; its stderr goes where it is told. */
    public static ChildJvm start(ProcessBuilder.Redirect errors, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // It lives for seconds: this halves the processor time that it takes to start.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temporaryFolder(),
                "-cp",
                classPath(),
                main.getName()));
        command.addAll(List.of(arguments));
        try {
            return new ChildJvm(
                    new ProcessBuilder(command).redirectError(errors).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Not the property of this process: a detector that ran in it has moved that into a folder of its own, gone by now.
     */
    private static Path temporaryFolder() {
        return Path.of("target", "tmp").toAbsolutePath();
    }

    /** The class path of this process, for one that starts in another folder. */
    public static String classPath() {
        if (ChildJvm.class.getClassLoader() instanceof URLClassLoader loader) {
            // A runner of tests that keeps them apart from itself tells nobody else what they are run with.
            return joined(Arrays.stream(loader.getURLs()).map(url -> Path.of(URI.create(url.toString()))));
        }
        String[] entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
        return joined(Arrays.stream(entries).map(Path::of));
    }

    private static String joined(Stream<Path> entries) {
        return entries.map(entry -> entry.toAbsolutePath().toString()).collect(Collectors.joining(File.pathSeparator));
    }

    /** Waits for the next line of its stdout. */
    public String readLine() {
        try {
            String line = output.readLine();
            if (line == null) {
                throw new AssertionError("the child process ended without a further line");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9}, and waits until it is gone. */
    public void kill() {
        TestBroker.await(process.destroyForcibly().onExit());
    }

    /** {@code kill -15}, waits until it is gone, and returns its exit status. */
    public int terminate() {
        return terminate(Duration.ofMinutes(2));
    }

    /**
     * {@code kill -15}, and waits until it is gone.
     *
     * @return its exit status
     * @throws AssertionError if it takes longer than that
     */
    public int terminate(Duration longest) {
        process.destroy();
        try {
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the child process has not ended " + longest + " after SIGTERM");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
