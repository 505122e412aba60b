package dev.weir.cli;

import dev.weir.api.ApiJson;
import dev.weir.api.Detector;
import dev.weir.checkpoint.Checkpoint;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command that asks the running detector something, and prints the answer. */
abstract class DetectorCommand<T> implements Callable<Integer> {
    static final int DIGEST_SHOWN = 12;

    @ParentCommand
    private Weir weir;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON on one line.")
    private boolean json;

    /** Asks; the answer goes to {@link #print}, or out as JSON. */
    abstract T ask(Detector detector);

    /** Prints the answer for a person. */
    abstract void print(T answer, PrintWriter out);

    /** The exit status that the answer means. */
    int status(T answer) {
        return 0;
    }

    @Override
    public final Integer call() {
        RunFile running = weir.session().runningDetector();
        T answer = ask(running);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ApiJson.write(answer));
        } else {
            print(answer, out);
        }
        out.flush();
        return status(answer);
    }

    private T ask(RunFile running) {
        try {
            return ask(running.client());
        } catch (UncheckedIOException e) {
            throw new CommandException(
                    "the detector (process " + running.pid() + ") does not answer on 127.0.0.1:" + running.apiPort()
                            + " (" + e.getCause() + "): its own output may say why; stop it and start it again",
                    e);
        }
    }

    static String describe(Checkpoint checkpoint) {
        return "version " + checkpoint.version()
                + (checkpoint.name() == null ? "" : " \"" + checkpoint.name() + "\"") + ", "
                + Text.count(checkpoint.lessons(), "lesson") + ", digest " + shortDigest(checkpoint.digest());
    }

    static String shortDigest(String digest) {
        return digest.substring(0, Math.min(DIGEST_SHOWN, digest.length()));
    }
}
