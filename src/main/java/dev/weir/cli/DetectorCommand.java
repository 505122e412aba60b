package dev.weir.cli;

import dev.weir.api.ApiJson;
import dev.weir.checkpoint.Checkpoint;
import dev.weir.detector.Detector;
import java.io.PrintWriter;
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

    static String describe(Checkpoint checkpoint) {
        return "version " + checkpoint.version()
                + (checkpoint.name() == null ? "" : " \"" + checkpoint.name() + "\"") + ", "
                + Text.count(checkpoint.lessons(), "lesson") + ", digest " + shortDigest(checkpoint.digest());
    }

    static String shortDigest(String digest) {
        return digest.substring(0, Math.min(DIGEST_SHOWN, digest.length()));
    }
}
