package dev.weir.cli.command;

import dev.weir.api.ApiClient;
import dev.weir.api.ApiJson;
import dev.weir.checkpoint.Checkpoint;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command that asks the running detector something, and prints the answer. */
public abstract class DetectorCommand<T> implements Callable<Integer> {
    static final int DIGEST_SHOWN = 12;

    @ParentCommand
    private RootCommand weir;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON on one line.")
    private boolean json;

    /** Asks; the answer goes to {@link #print}, or out as JSON. */
    protected abstract T ask(ApiClient detector);

    /** Prints the answer for a person. */
    protected abstract void print(T answer, PrintWriter out);

    /** Looks at the options before anything is asked. */
    protected void check() {}

    /** An error in how the command is used. */
    protected final ParameterException misuse(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** A time or date of an option; null if it is not given. */
    protected final @Nullable Instant time(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return text.length() > 10
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw misuse(option + " must be a date such as 2026-01-31, or a time such as 2026-01-31T08:00:00Z");
        }
    }

    /** The exit status that the answer means. */
    protected int status(T answer) {
        return 0;
    }

    @Override
    public final Integer call() {
        check();
        T answer = weir.session().runningDetector().ask(this::ask);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ApiJson.write(answer));
        } else {
            print(answer, out);
        }
        out.flush();
        return status(answer);
    }

    public static String describe(Checkpoint checkpoint) {
        return "version " + checkpoint.version()
                + (checkpoint.name() == null ? "" : " \"" + checkpoint.name() + "\"") + ", "
                + Text.count(checkpoint.lessons(), "lesson") + ", digest " + shortDigest(checkpoint.digest());
    }

    public static String shortDigest(String digest) {
        return digest.substring(0, Math.min(DIGEST_SHOWN, digest.length()));
    }
}
