package dev.weir.service;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.weir.api.ApiClient;
import dev.weir.api.ApiJson;
import dev.weir.broker.BrokerLogin;
import dev.weir.cli.settings.KafkaSettings;
import dev.weir.files.AtomicFile;
import dev.weir.topics.TopicNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the detector that runs on a data folder. Its file is readable by the owner alone, and there while the detector
 * runs; after a kill it stays, so a reader must check {@link #isAlive()}.
 *
 * @param pid process of the detector
 * @param bootstrapServer Kafka it is connected to
 * @param apiPort port of its API on 127.0.0.1
 * @param token what its API wants to see
 * @param startedAt when it came to be ready
 * @param topicPrefix what the names of its topics start with
 * @param brokerLogin for its embedded broker; null if it uses a cluster
 */
public record RunFile(
        long pid,
        String bootstrapServer,
        int apiPort,
        String token,
        Instant startedAt,
        String topicPrefix,
        @Nullable BrokerLogin brokerLogin) {
    private static final int TOKEN_BYTES = 32;
    /** Linux tells the start of a process in clock ticks since a boot time that is itself rounded. */
    private static final Duration CLOCK_ERROR = Duration.ofSeconds(2);

    public RunFile {
        if (pid <= 0 || apiPort <= 0 || bootstrapServer == null || token == null || startedAt == null) {
            throw new IllegalArgumentException("a run file without all of its values");
        }
    }

    /** A token nobody can guess. */
    public static String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** @throws CommandException if no detector runs on the folder; the message says what to do */
    public static RunFile find(DataDirectory directory) {
        directory.requirePrivate();
        try {
            RunFile file = ApiJson.read(Files.readAllBytes(directory.runFile()), RunFile.class);
            if (!file.isAlive()) {
                throw new CommandException("the detector on " + directory.path() + " (process " + file.pid()
                        + ") ended without closing: start it again with weir up");
            }
            return file;
        } catch (NoSuchFileException e) {
            throw new CommandException(
                    "no detector is running on " + directory.path()
                            + ": start one with weir up, or name the folder of a running one with --data-dir",
                    e);
        } catch (IOException | RuntimeException e) {
            if (e instanceof CommandException known) {
                throw known;
            }
            throw new CommandException(
                    directory.runFile() + " cannot be read (" + e.getClass().getSimpleName()
                            + "): are you the user who started the detector? If none runs, delete the file",
                    e);
        }
    }

    /** Writes it whole or not at all, never readable by others. */
    public void write(DataDirectory directory) {
        Path file = directory.runFile();
        try {
            AtomicFile.writePrivate(file, ApiJson.write(this) + "\n");
        } catch (IOException e) {
            throw new CommandException(file + " cannot be written (" + e + "): check rights and free space", e);
        }
    }

    static void remove(DataDirectory directory) {
        try {
            Files.deleteIfExists(directory.runFile());
        } catch (IOException e) {
            throw new CommandException(directory.runFile() + " cannot be removed: " + e, e);
        }
    }

    /** Settings of a client of the Kafka that it is connected to, over the user's own. */
    public KafkaSettings kafka(KafkaSettings own) {
        KafkaSettings there = own.withBootstrapServers(bootstrapServer);
        return brokerLogin == null ? there : there.with(brokerLogin.settings());
    }

    public TopicNames topics() {
        return new TopicNames(topicPrefix);
    }

    /**
     * Asks the detector.
     *
     * @throws CommandException if it does not answer
     */
    public <T> T ask(Function<ApiClient, T> question) {
        try {
            return question.apply(new ApiClient(apiPort, token));
        } catch (UncheckedIOException e) {
            throw new CommandException(
                    "nothing answers on 127.0.0.1:" + apiPort + " (" + e.getCause() + "), where the detector (process "
                            + pid
                            + ") should: if it has ended, start it again with weir up; if not, its output may say why",
                    e);
        }
    }

    /** Whether the process is there, and is not a later one that got the same number. */
    @JsonIgnore
    public boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .startInstant()
                        .map(start -> start.isBefore(startedAt.plus(CLOCK_ERROR)))
                        .orElse(true))
                .isPresent();
    }

    @Override
    public String toString() {
        return "RunFile[process " + pid + ", API port " + apiPort + "]";
    }
}
