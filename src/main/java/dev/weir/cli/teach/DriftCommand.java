package dev.weir.cli.teach;

import dev.weir.api.ApiClient;
import dev.weir.cli.command.DetectorCommand;
import dev.weir.cli.command.Table;
import dev.weir.cli.command.Text;
import dev.weir.detector.hunt.Drift;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "drift",
        mixinStandardHelpOptions = true,
        description = {
            "Has the traffic changed since the model learned it? Compares the flows of late with those before, network by",
            "network: what the model sees of them, and how many alert. Names flows to review where something moved."
        })
public final class DriftCommand extends DetectorCommand<Drift> {
    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "The flows of late were scored then or later: 2026-01-31 or an ISO-8601 time; a day ago if not given.")
    private @Nullable String since;

    private @Nullable Instant sinceTime;

    @Override
    protected void check() {
        sinceTime = time("--since", since);
    }

    @Override
    protected Drift ask(ApiClient api) {
        return api.askLong("/drift", sinceTime == null ? Map.of() : Map.of("since", sinceTime), Drift.class);
    }

    @Override
    protected void print(Drift drift, PrintWriter out) {
        if (drift.networks().isEmpty()) {
            out.println("too few flows before or after " + drift.since() + " to compare: 1,000 on each side");
            return;
        }
        for (Drift.OfNetwork network : drift.networks()) {
            print(network, out);
        }
    }

    private static void print(Drift.OfNetwork network, PrintWriter out) {
        out.println(String.format(
                Locale.ROOT,
                "%s: %,d flows before, %,d of late; %.2f %% and %.2f %% of them part of an alert%s",
                Text.safe(network.network()),
                network.before(),
                network.recent(),
                100 * network.alertingBefore(),
                100 * network.alertingRecent(),
                network.alertsMoved() ? ": that has moved" : ""));
        if (network.moved().isEmpty()) {
            out.println("  what the model sees is spread as before");
            return;
        }
        Table table = new Table(2).row("moved by", "most to", "before", "of late");
        for (Drift.Moved moved : network.moved()) {
            table.row(
                    String.format(Locale.ROOT, "%.2f", moved.stability()),
                    moved.value(),
                    String.format(Locale.ROOT, "%.1f %%", 100 * moved.partBefore()),
                    String.format(Locale.ROOT, "%.1f %%", 100 * moved.partRecent()));
        }
        table.print(out);
        network.review()
                .forEach(flow -> out.println(
                        "  to tell the model what it is: weir label " + Text.safe(flow) + " malicious|benign"));
    }
}
