package dev.weir.response.executor;

import dev.weir.flow.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code nft}, as root, on this machine or through a command that leads to another. */
final class NftCommand {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_MESSAGE = 300;

    private final List<String> command;

    /** @param command such as {@code nft}, or {@code ssh gateway nft} */
    NftCommand(List<String> command) {
        this.command = List.copyOf(command);
    }

    /** What it prints; errors are in with it, and an exit status other than 0 is one. */
    String run(String input, String... arguments) throws ExecutorException {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(whole).redirectErrorStream(true).start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            return output(process);
        } catch (IOException e) {
            throw new ExecutorException("cannot run " + command.get(0) + ": " + e.getMessage(), e);
        }
    }

    private String output(Process process) throws IOException, ExecutorException {
        try (InputStream out = process.getInputStream()) {
            String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                throw new ExecutorException(command.get(0) + " did not end within " + TIMEOUT.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw new ExecutorException(
                        command.get(0) + " failed: " + Printable.escape(printed.strip(), MAX_MESSAGE));
            }
            return printed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecutorException(command.get(0) + " was interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
