package dev.weir.cli.sharing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.cli.command.RootCommand;
import dev.weir.cli.command.Text;
import dev.weir.service.CommandException;
import dev.weir.sharing.intel.Indicator;
import dev.weir.sharing.intel.IndicatorIndex;
import dev.weir.sharing.intel.IntelStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "match",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the open alerts whose hosts are on somebody's list, and for each source how often it was right here:",
            "of the alerts on its hosts that analysts have judged, how many were malicious."
        })
final class IntelMatchCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand intel;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON on one line.")
    private boolean json;

    private final Map<String, int[]> records = new TreeMap<>();
    private final List<JsonNode> open = new ArrayList<>();
    private final Instant now = Clock.systemUTC().instant();

    @Override
    public Integer call() {
        IndicatorIndex matcher = matcher();
        intel.session().runningDetector().ask(api -> {
            JudgedAlerts alerts = new JudgedAlerts(api);
            alerts.each("malicious", alert -> count(matcher, alert, 0));
            alerts.each("benign", alert -> count(matcher, alert, 1));
            alerts.each("open", alert -> note(matcher, alert));
            return true;
        });
        print(spec.commandLine().getOut());
        return 0;
    }

    private IndicatorIndex matcher() {
        Path folder = intel.session().dataDirectory().intel();
        try {
            Map<String, List<Indicator>> all = new IntelStore(folder).all(now);
            all.keySet().forEach(source -> records.put(source, new int[2]));
            return new IndicatorIndex(all);
        } catch (IOException e) {
            throw new CommandException(folder + " cannot be read (" + e + ")", e);
        }
    }

    private void count(IndicatorIndex matcher, JsonNode alert, int rightOrWrong) {
        for (String source : sources(matcher, alert)) {
            records.computeIfAbsent(source, unused -> new int[2])[rightOrWrong]++;
        }
    }

    private void note(IndicatorIndex matcher, JsonNode alert) {
        Set<String> sources = sources(matcher, alert);
        if (!sources.isEmpty()) {
            ObjectNode noted = new ObjectMapper().createObjectNode();
            noted.set("alert", alert);
            sources.forEach(noted.putArray("sources")::add);
            open.add(noted);
        }
    }

    private Set<String> sources(IndicatorIndex matcher, JsonNode alert) {
        Set<String> sources = new TreeSet<>(matcher.sources(alert.path("src_ip").asText(), now));
        sources.addAll(matcher.sources(alert.path("dst_ip").asText(), now));
        return sources;
    }

    private void print(PrintWriter out) {
        if (json) {
            ObjectNode answer = new ObjectMapper().createObjectNode();
            ObjectNode sources = answer.putObject("sources");
            records.forEach((source, record) ->
                    sources.putObject(source).put("right", record[0]).put("wrong", record[1]));
            open.forEach(answer.putArray("alerts")::add);
            out.println(answer);
        } else {
            records.forEach((source, record) ->
                    out.println(source + ": right on " + Text.count(record[0], "alert") + ", wrong on " + record[1]));
            open.forEach(noted -> out.println(line(noted)));
            if (open.isEmpty()) {
                out.println("no open alert has a host on a list");
            }
        }
        out.flush();
    }

    private static String line(JsonNode noted) {
        JsonNode alert = noted.path("alert");
        List<String> sources = new ArrayList<>();
        noted.path("sources").forEach(source -> sources.add(source.asText()));
        return Text.safe(alert.path("alert_id").asText()) + "  "
                + Text.safe(alert.path("src_ip").asText()) + " \u2192 "
                + Text.safe(alert.path("dst_ip").asText()) + "  on the list of " + String.join(", ", sources);
    }
}
