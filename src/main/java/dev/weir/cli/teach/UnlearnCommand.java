package dev.weir.cli.teach;

import dev.weir.api.ApiClient;
import dev.weir.api.UnlearningAnswer;
import dev.weir.cli.command.DetectorCommand;
import dev.weir.cli.command.Table;
import dev.weir.cli.command.Text;
import dev.weir.detector.lessons.UnlearningPlan;
import dev.weir.detector.lessons.UnlearningReceipt;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "unlearn",
        mixinStandardHelpOptions = true,
        description = {
            "Takes lessons back, on every instance: the model becomes what it would be had they never been given.",
            "The lessons stay in the log; --take-back makes them count again."
        })
public final class UnlearnCommand extends DetectorCommand<UnlearningAnswer> {
    private static final int MOST_FLIPS = 20;

    @Option(names = "--analyst", paramLabel = "NAME", description = "Lessons of this analyst.")
    private @Nullable String analyst;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Given then or later: 2026-01-31 or an ISO-8601 time.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Given before then.")
    private @Nullable String until;

    @Option(
            names = "--lesson",
            paramLabel = "N[-M]",
            description = "The lesson at this offset of the model log, as weir blame names it, or those from N to M.")
    private @Nullable String lesson;

    @Option(names = "--flow", paramLabel = "ID", description = "Lessons on this flow.")
    private @Nullable String flow;

    @Option(
            names = "--take-back",
            paramLabel = "N",
            description = "Take back the unlearning N, as its receipt names it: its lessons count again.")
    private @Nullable Long takeBack;

    @Option(
            names = "--preview",
            description =
                    "Only say how many lessons that is, and which alerts come to lie on the other side of their threshold.")
    private boolean preview;

    private @Nullable Instant sinceTime;
    private @Nullable Instant untilTime;

    @Override
    protected void check() {
        boolean chooses = analyst != null || lesson != null || flow != null;
        if (takeBack != null && (chooses || since != null || until != null || preview)) {
            throw misuse("--take-back goes alone: the unlearning says which lessons");
        }
        if (takeBack == null && !chooses) {
            throw misuse("say which lessons: --analyst, --lesson or --flow");
        }
        sinceTime = time("--since", since);
        untilTime = time("--until", until);
    }

    @Override
    protected UnlearningAnswer ask(ApiClient api) {
        Map<String, Object> body = new LinkedHashMap<>();
        put(body, "lesson", lesson);
        put(body, "analyst", analyst);
        put(body, "flow_id", flow);
        put(body, "since", sinceTime);
        put(body, "until", untilTime);
        put(body, "take_back", takeBack);
        body.put("preview", preview);
        body.put("by", Text.user());
        return api.askLong("/unlearn", body, UnlearningAnswer.class);
    }

    private static void put(Map<String, Object> body, String key, @Nullable Object value) {
        if (value != null) {
            body.put(key, value);
        }
    }

    @Override
    protected int status(UnlearningAnswer answer) {
        UnlearningReceipt receipt = answer.receipt();
        return receipt == null || receipt.equalsNeverTaught() ? 0 : 1;
    }

    @Override
    protected void print(UnlearningAnswer answer, PrintWriter out) {
        if (answer.receipt() != null) {
            printReceipt(answer.receipt(), out);
        }
        if (answer.plan() != null) {
            printPlan(answer.plan(), out);
            printFlips(answer.flips(), answer.alertsExamined(), out);
        }
    }

    private void printReceipt(UnlearningReceipt receipt, PrintWriter out) {
        out.println((takeBack == null ? "unlearned" : "taken back") + ": version " + receipt.version() + ", "
                + Text.count(receipt.lessons(), "lesson") + " in the model");
        new Table(2)
                .row("digest before", shortDigest(receipt.digestBefore()))
                .row("digest after", shortDigest(receipt.digestAfter()))
                .row(
                        "equals never taught",
                        (receipt.equalsNeverTaught() ? "yes" : "NO") + ", by a second replay of "
                                + Text.count(receipt.replayed(), "event"))
                .print(out);
        if (takeBack == null) {
            out.println("to take it back: weir unlearn --take-back " + receipt.unlearning());
        }
        if (!receipt.equalsNeverTaught()) {
            out.println("the model here is not the one that the log gives: weir verify says more");
        }
    }

    private static void printPlan(UnlearningPlan plan, PrintWriter out) {
        out.println("would unlearn " + Text.count(plan.lessons(), "lesson") + ", " + plan.firstLesson() + " to "
                + plan.lastLesson() + " of the model log; nothing was done");
        plan.analysts()
                .forEach((name, lessons) -> out.println("  " + Text.safe(name) + ": " + Text.count(lessons, "lesson")));
        new Table(2)
                .row("digest now", shortDigest(plan.digestBefore()))
                .row("digest after", shortDigest(plan.digestAfter()))
                .print(out);
    }

    private static void printFlips(@Nullable List<UnlearningAnswer.Flip> flips, int examined, PrintWriter out) {
        if (flips == null) {
            out.println("which alerts that would touch is not known: this detector has no desk");
            return;
        }
        out.println("of the newest " + Text.count(examined, "alert") + ", " + flips.size()
                + " would come to lie on the other side of the threshold");
        if (flips.isEmpty()) {
            return;
        }
        Table table = new Table(4).row("alert", "kind", "source", "now", "after", "threshold");
        flips.stream()
                .limit(MOST_FLIPS)
                .forEach(flip -> table.row(
                        Text.safe(flip.alertId()),
                        Text.safe(flip.kind()),
                        Text.safe(flip.source()),
                        score(flip.scoreNow()),
                        score(flip.scoreAfter()),
                        score(flip.threshold())));
        table.print(out);
    }

    private static String score(double score) {
        return String.format(Locale.ROOT, "%.3f", score);
    }
}
