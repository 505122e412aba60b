package dev.weir.cli.response;

import dev.weir.api.ApiJson;
import dev.weir.cli.command.RootCommand;
import dev.weir.cli.command.Text;
import dev.weir.cli.settings.Settings;
import dev.weir.detector.responses.RehearsalRun;
import dev.weir.detector.responses.RehearsedRules;
import dev.weir.flow.Durations;
import dev.weir.response.guard.OwnAddresses;
import dev.weir.response.playbook.Playbook;
import dev.weir.response.playbook.PlaybookFile;
import dev.weir.response.rehearsal.Rehearsal;
import dev.weir.response.rehearsal.RehearsalReport;
import dev.weir.service.KafkaTarget;
import dev.weir.service.Session;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "rehearse",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a playbook over the alerts and verdicts that are kept, as if every rule acted. Nothing is done.",
            "A rule can be set to act only once it was rehearsed as it is."
        })
public final class RehearseCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand weir;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PLAYBOOK", description = "Such as config/playbook.yaml.")
    private Path file;

    @Option(names = "--since", paramLabel = "TIME", description = "How far back, such as 12h or 7d; 7d if not given.")
    private String since = "7d";

    @Option(names = "--json", description = "Print JSON on one line.")
    private boolean json;

    @Override
    public Integer call() {
        Duration back = duration();
        Session session = weir.session();
        Playbook playbook = PlaybookFile.read(file);
        Settings settings = session.settings();
        KafkaTarget kafka = session.kafka();
        kafka.requireTopic(kafka.topics().alerts());
        Rehearsal rehearsal = new Rehearsal(
                playbook,
                settings.response().guards(),
                settings.response().decisions(),
                OwnAddresses.find(Arrays.asList(kafka.bootstrapServers().split(",", -1))));
        Instant now = Instant.now();
        RehearsalRun.run(kafka.client(Map.of()), kafka.topics(), now.minus(back), rehearsal);
        RehearsalReport report = rehearsal.report(now);
        if (report.alerts() > 0) {
            new RehearsedRules(session.dataDirectory().path()).add(playbook);
        }
        print(report, spec.commandLine().getOut());
        return report.alerts() > 0 ? 0 : 1;
    }

    private void print(RehearsalReport report, PrintWriter out) {
        if (json) {
            out.println(ApiJson.write(report));
        } else if (report.alerts() == 0) {
            out.println("no alerts in " + since + ": nothing was rehearsed");
        } else {
            out.println(Text.count(report.alerts(), "alert record") + " in " + since + ": "
                    + Text.count(report.responses(), "response") + " on " + Text.count(report.hosts(), "host") + ", "
                    + report.benignHosts() + " of them called benign, "
                    + Text.count(report.minutesLost(), "host-minute") + " lost");
            out.println(Text.count(report.attacks(), "attack") + " cut short, by "
                    + Text.count(report.minutesCutShort(), "minute") + " together");
            out.println("left to a person by a guard: " + report.held() + ", refused by a guard: " + report.refused());
            out.println("its rules may be set to act now");
        }
        out.flush();
    }

    private Duration duration() {
        return Durations.parse(since)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--since must be a time such as 30m, 12h or 7d, got " + since));
    }
}
