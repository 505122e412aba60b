package dev.weir.cli.offline;

import dev.weir.api.ApiJson;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Checks a bundle of weir prove, without a detector or a network: scores the flow again with the model in it.",
            "Exit status 0 if all of it holds, 1 if not."
        })
public final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "BUNDLE", description = "As weir prove wrote it.")
    private Path file;

    @Option(names = "--json", description = "Print JSON on one line.")
    private boolean json;

    @Override
    public Integer call() {
        Bundle.Checked checked = Bundle.check(file);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ApiJson.write(checked));
        } else {
            checked.findings()
                    .forEach(finding -> out.println(
                            (finding.holds() ? "yes  " : "NO   ") + finding.claim() + ": " + finding.detail()));
            out.println(checked.holds() ? "all of it holds" : "it does NOT hold: do not rely on it");
        }
        out.flush();
        return checked.holds() ? 0 : 1;
    }
}
