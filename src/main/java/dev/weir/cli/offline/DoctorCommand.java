package dev.weir.cli.offline;

import dev.weir.cli.command.RootCommand;
import dev.weir.cli.command.Table;
import dev.weir.cli.command.Text;
import dev.weir.flow.Printable;
import dev.weir.ingest.FlowFile;
import dev.weir.ingest.doctor.Advice;
import dev.weir.ingest.doctor.Examination;
import dev.weir.ingest.doctor.Findings;
import dev.weir.ingest.doctor.Findings.DeadLetters;
import dev.weir.ingest.doctor.Findings.Sample;
import dev.weir.service.CommandException;
import dev.weir.service.KafkaTarget;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Examines a file or a topic of flows before going live: its format, what of it is read, what is missing, and what that means.",
            "Exit status 0 if it has flows and none is lost, 1 if not or if it cannot be read."
        })
public final class DoctorCommand implements Callable<Integer> {
    private static final int MAX_PATH_LENGTH = 300;
    private static final String TOPIC = "topic:";

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private RootCommand weir;

    @Parameters(
            paramLabel = "FILE",
            description =
                    "A file or pipe of flows, packed or not; - is standard input; topic:NAME is a topic of Kafka.")
    private Path file;

    @Option(
            names = "--records",
            paramLabel = "COUNT",
            defaultValue = "100000",
            description = "How many of the newest records of a topic are read; ${DEFAULT-VALUE} if not given.")
    private int records;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Findings findings = examine();
        List<String> advice = Advice.of(findings);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(DoctorJson.of(file, findings, advice).toPrettyString());
        } else {
            print(findings, advice, out);
        }
        out.flush();
        return findings.healthy() ? 0 : 1;
    }

    private Findings examine() {
        return isTopic() ? examineTopic(file.toString().substring(TOPIC.length())) : examineFile();
    }

    private boolean isTopic() {
        return file.toString().startsWith(TOPIC);
    }

    private Findings examineTopic(String topic) {
        if (records < 1) {
            throw new ParameterException(spec.commandLine(), "--records must be 1 or more");
        }
        KafkaTarget kafka = weir.session().kafka();
        kafka.requireTopic(topic);
        try (TopicRecords some = new TopicRecords(kafka, topic, records)) {
            return Examination.of(some, Clock.systemUTC());
        } catch (IOException | KafkaException e) {
            throw new CommandException(topic + " cannot be read: " + e.getMessage() + "; check the rights on it", e);
        }
    }

    private Findings examineFile() {
        try (FlowFile flows = FlowFile.open(file)) {
            return Examination.of(flows::next, Clock.systemUTC());
        } catch (IOException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
    }

    private void print(Findings findings, List<String> advice, PrintWriter out) {
        out.println(Printable.escape(file.toString(), MAX_PATH_LENGTH) + ": " + Text.count(findings.records(), "record")
                + ", " + Text.count(findings.flows(), "flow"));
        Table table = new Table(9)
                .row("format", counts(findings.formats()))
                .row("read", String.join(", ", findings.fieldsRead()))
                .row("ignored", String.join(", ", findings.fieldsIgnored()));
        if (findings.flows() > 0) {
            Findings.Times times = findings.times();
            table.row("told", told(findings))
                    .row("time", time(times.first()) + " to " + time(times.last()))
                    .row(
                            "order",
                            Text.number(times.outOfOrder()) + " out of order, by at most "
                                    + String.format(Locale.ROOT, "%.3f s", times.furthestBackSeconds()))
                    .row("one way", Text.count(findings.oneWay(), "flow"))
                    .row("sampled", findings.sampled() ? "yes" : "no word of it")
                    .row("repeated ids", Text.number(findings.repeatedIds()))
                    .row(
                            "labels",
                            Text.number(findings.malicious()) + " malicious, " + Text.number(findings.benign())
                                    + " benign");
        }
        table.print(out);
        for (DeadLetters letters : findings.deadLetters()) {
            printLetters(letters, findings.records(), out);
        }
        advice.forEach(out::println);
    }

    private void printLetters(DeadLetters letters, long records, PrintWriter out) {
        out.println(String.format(
                Locale.ROOT,
                "%s: %,d records, %.2f %%%s",
                letters.reason(),
                letters.count(),
                100.0 * letters.count() / records,
                letters.expected() ? ", which were never flows" : ""));
        for (Sample sample : letters.samples()) {
            out.println((isTopic() ? "  offset " : "  line ") + sample.line() + " " + sample.detail());
            out.println("    " + sample.record());
        }
    }

    private static String counts(Map<String, Long> counts) {
        return counts.isEmpty()
                ? "none that Weir reads"
                : counts.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + Text.number(entry.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String told(Findings findings) {
        return findings.told().entrySet().stream()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "%s %.0f %%",
                        entry.getKey().name().toLowerCase(Locale.ROOT),
                        100.0 * entry.getValue() / findings.flows()))
                .collect(Collectors.joining(", "));
    }

    private static String time(double seconds) {
        return Instant.ofEpochMilli(Math.round(seconds * 1e3)).toString();
    }
}
