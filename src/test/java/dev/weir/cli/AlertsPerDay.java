package dev.weir.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.cli.settings.Settings;
import dev.weir.cli.settings.SettingsFile;
import dev.weir.evaluation.labelled.LabelledFile;
import dev.weir.flow.Verdict;
import dev.weir.service.DataDirectory;
import dev.weir.service.DetectorStart;
import dev.weir.service.RunFile;
import dev.weir.service.Service;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * Replays files of flows into a fresh {@code weir up}, in the order of their time, with a fixed threshold of 0.5 and as Weir is shipped, and
 * tells how many alerts each file raised, and how many of those began with a flow that the file calls malicious: {@code scripts/dev
 * alerts}. A day is one of the flows' own time.
 */
public final class AlertsPerDay {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final double MICROS_PER_DAY = 86_400e6;
    private static final long REST_NANOS = 200_000_000;

    private final List<Path> files;
    private final Map<String, Origin> origins = new HashMap<>();
    private double days;

    /** Where a flow comes from, and what it was: malicious, benign or unlabelled. */
    private record Origin(Path file, String label) {}

    private AlertsPerDay(List<Path> files) {
        this.files = new ArrayList<>(files);
    }

    public static void main(String[] args) throws Exception {
        AlertsPerDay run = new AlertsPerDay(Arrays.stream(args).map(Path::of).toList());
        run.readLabels();
        Path folder = Files.createTempDirectory("weir-alerts-");
        Path fixed = Files.writeString(folder.resolve("fixed.yaml"), "scoring:\n  threshold: 0.5\n");
        System.out.printf(
                Locale.ROOT,
                "%,d flows of %.2f days, alerts: all (malicious / benign / unlabelled)%n",
                run.origins.size(),
                run.days);
        run.replay(folder.resolve("fixed"), fixed, "before, a threshold of 0.5");
        run.replay(folder.resolve("shipped"), Path.of("config", "weir.yaml"), "after, as shipped");
    }

    private void readLabels() throws IOException {
        Map<Path, Long> starts = new HashMap<>();
        for (Path file : files) {
            long[] span = {Long.MAX_VALUE, Long.MIN_VALUE};
            LabelledFile.read(
                    file,
                    (flow, label) -> {
                        String word = label.verdict().map(Verdict::word).orElse("unlabelled");
                        origins.put(String.valueOf(flow.sensorId()), new Origin(file, word));
                        span[0] = Math.min(span[0], flow.timestampMicros());
                        span[1] = Math.max(span[1], flow.timestampMicros());
                    },
                    (path, records, read, total) -> {});
            starts.put(file, span[0]);
            days += (span[1] - span[0]) / MICROS_PER_DAY;
        }
        files.sort(Comparator.comparing(starts::get));
    }

    private void replay(Path folder, Path config, String what) throws Exception {
        DataDirectory directory = new DataDirectory(folder);
        Settings settings = SettingsFile.read(config, Settings.defaults(folder));
        try (Service service = Service.start(directory, settings, DetectorStart::start)) {
            CommandLineFixture weir = new CommandLineFixture(folder);
            List<String> words = new ArrayList<>(List.of("replay"));
            files.forEach(file -> words.add(file.toString()));
            if (weir.run(words.toArray(String[]::new)) != 0) {
                throw new IllegalStateException(weir.err());
            }
            service.check();
            await(directory, "/status?digest=false", "flows_scored", origins.size());
            long raised = ask(directory, "/status?digest=false").get("alerts").asLong();
            await(directory, "/alerts?limit=1", "alerts", Math.min(1, raised));
            report(what, count(directory, raised));
        }
    }

    /** Waits until a number, or the length of a list, is as large. */
    private static void await(DataDirectory directory, String path, String key, long least) throws Exception {
        JsonNode value = ask(directory, path).path(key);
        while ((value.isArray() ? value.size() : value.asLong()) < least) {
            LockSupport.parkNanos(REST_NANOS);
            value = ask(directory, path).path(key);
        }
    }

    /** How many alerts each file raised, by label of the flow that they began with. */
    private Map<Path, Map<String, Integer>> count(DataDirectory directory, long raised) throws Exception {
        Map<Path, Map<String, Integer>> counts = new HashMap<>();
        long seen = 0;
        while (seen < raised) {
            seen = 0;
            counts.clear();
            String next = "";
            do {
                JsonNode page = ask(directory, "/alerts?limit=200" + next);
                for (JsonNode alert : page.get("alerts")) {
                    Origin origin = Objects.requireNonNull(
                            origins.get(alert.get("alert_id").textValue()));
                    counts.computeIfAbsent(origin.file(), file -> new HashMap<>())
                            .merge(origin.label(), 1, Integer::sum);
                    seen++;
                }
                JsonNode cursor = page.path("next");
                next = cursor.isTextual()
                        ? "&cursor=" + URLEncoder.encode(cursor.textValue(), StandardCharsets.UTF_8)
                        : "";
            } while (!next.isEmpty());
        }
        return counts;
    }

    private void report(String what, Map<Path, Map<String, Integer>> counts) {
        Map<String, Integer> all = new HashMap<>();
        System.out.println(what);
        for (Path file : files) {
            Map<String, Integer> ofFile = counts.getOrDefault(file, Map.of());
            ofFile.forEach((label, count) -> all.merge(label, count, Integer::sum));
            System.out.printf("  %-42s %s%n", file.getFileName(), words(ofFile));
        }
        int sum = all.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf(Locale.ROOT, "  %-42s %s, %.0f a day%n", "all", words(all), sum / days);
    }

    private static String words(Map<String, Integer> counts) {
        return String.format(
                Locale.ROOT,
                "%,d (%,d / %,d / %,d)",
                counts.values().stream().mapToInt(Integer::intValue).sum(),
                counts.getOrDefault("malicious", 0),
                counts.getOrDefault("benign", 0),
                counts.getOrDefault("unlabelled", 0));
    }

    private static JsonNode ask(DataDirectory directory, String path) throws Exception {
        RunFile run = RunFile.find(directory);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + run.apiPort() + "/api/v1" + path))
                .header("Authorization", "Bearer " + run.token())
                .build();
        return JSON.readTree(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
