package dev.weir.cli.desk;

import dev.weir.api.ApiJson;
import dev.weir.cli.command.RootCommand;
import dev.weir.cli.command.Text;
import dev.weir.desk.audit.AuditCheck;
import dev.weir.desk.audit.AuditEntry;
import dev.weir.desk.audit.AuditHead;
import dev.weir.desk.audit.AuditLog;
import dev.weir.desk.audit.SealedHosts;
import dev.weir.service.KafkaTarget;
import dev.weir.service.Session;
import dev.weir.topics.TopicNames;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Shows who did what: verdicts, checkpoints, rollbacks, installed models, tokens.",
            "With --verify, finds any record that was changed, dropped or moved; the exit status is then 1. Missing last"
                    + " records are seen on the data folder of the instance that wrote them."
        })
public final class AuditCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand weir;

    @Spec
    private CommandSpec spec;

    @Option(names = "--verify", description = "Check the whole chain instead of showing its end.")
    private boolean verify;

    @Option(
            names = "--last",
            defaultValue = "50",
            description = "How many of the last to show; ${DEFAULT-VALUE} if not given.")
    private int last;

    @Option(names = "--json", description = "Print JSON on one line.")
    private boolean json;

    @Override
    public Integer call() {
        Session session = weir.session();
        KafkaTarget kafka = session.kafka();
        String topic = kafka.topics().audit();
        kafka.requireTopic(topic);
        PrintWriter out = spec.commandLine().getOut();
        Map<String, Object> client = kafka.client(Map.of());
        int status = verify
                ? print(
                        AuditLog.verify(
                                client,
                                topic,
                                AuditHead.readAll(List.of(
                                        session.dataDirectory().auditHead(),
                                        session.dataDirectory().forgetHead()))),
                        out)
                : print(entries(client, kafka.topics()), out);
        out.flush();
        return status;
    }

    private List<AuditEntry> entries(Map<String, Object> client, TopicNames topics) {
        weir.session().kafka().requireTopic(topics.hostKeys());
        List<AuditEntry> entries = new ArrayList<>();
        AuditLog.read(
                client,
                topics.audit(),
                last,
                (offset, value) -> AuditLog.entry(value).ifPresent(entries::add));
        SealedHosts hosts = SealedHosts.read(client, topics.hostKeys());
        entries.replaceAll(hosts::open);
        return entries;
    }

    private int print(List<AuditEntry> entries, PrintWriter out) {
        if (json) {
            out.println(ApiJson.write(entries));
            return CommandLine.ExitCode.OK;
        }
        for (AuditEntry entry : entries) {
            out.println(entry.at() + "  " + Text.safe(entry.who()) + " (" + Text.safe(entry.role()) + ")  "
                    + Text.safe(entry.action()) + "  "
                    + Text.safe(entry.details().toString()));
        }
        return CommandLine.ExitCode.OK;
    }

    private int print(AuditCheck.Found found, PrintWriter out) {
        if (json) {
            out.println(ApiJson.write(found));
        } else {
            found.faults().forEach(out::println);
            out.println(Text.count(found.records(), "record") + " in " + Text.count(found.chains(), "chain") + ": "
                    + (found.faults().isEmpty() ? "nothing was altered" : "altered"));
        }
        return found.faults().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
