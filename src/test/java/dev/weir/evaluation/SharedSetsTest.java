package dev.weir.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.evaluation.labelling.LabelProtocol;
import dev.weir.evaluation.report.EvaluationReport;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Traffic masked or mislabelled: the detector must read neither who a host is nor what the label says. An invented office is
 * measured everywhere, real sets where they are at hand.
 */
class SharedSetsTest {
    private static final Path DATA =
            Path.of(System.getProperty("WEIR_DATA", System.getenv().getOrDefault("WEIR_DATA", "../shared/data")));
    private static final String INVENTED = "invented office";
    private static final int FLOWS = 10_000;
    private static final int SOURCE = 1;
    private static final int DESTINATION = 3;
    private static final int LABEL = 13;
    private static final int COLUMNS = 15;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {INVENTED, "cicids2017-sample", "ctu50-desktops", "iot23-34-1", "iot23-8-1", "luflow-2020-07"})
    void hostsRenamedAtRandom_changeNoFigure(String set) throws IOException {
        List<String[]> flows = flows(set);
        EvaluationReport expected = measure(flows, "triage:1000:10:5");
        Function<String, String> names = new RandomNames(new Random(11));
        for (String[] flow : flows) {
            flow[SOURCE] = names.apply(flow[SOURCE]);
            flow[DESTINATION] = names.apply(flow[DESTINATION]);
        }
        EvaluationReport masked = measure(flows, "triage:1000:10:5");
        assertThat(masked.malicious()).isEqualTo(expected.malicious()).isBetween(1L, masked.flows() - 1);
        assertThat(masked.modelDigest()).isEqualTo(expected.modelDigest());
        assertThat(masked.averagePrecision()).isEqualTo(expected.averagePrecision());
        assertThat(masked.recallAtFpr1Percent()).isEqualTo(expected.recallAtFpr1Percent());
        assertThat(masked.brier()).isEqualTo(expected.brier());
        assertThat(masked.alerts()).isEqualTo(expected.alerts());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {INVENTED, "cicids2017-sample", "ctu50-desktops", "iot23-34-1", "iot23-8-1", "luflow-2020-07"})
    void labelsShuffled_leaveNothingToFind(String set) throws IOException {
        List<String[]> flows = flows(set);
        List<String> labels = new ArrayList<>();
        flows.forEach(flow -> labels.add(flow[LABEL]));
        Collections.shuffle(labels, new Random(13));
        for (int i = 0; i < flows.size(); i++) {
            flows.get(i)[LABEL] = labels.get(i);
        }
        EvaluationReport report = measure(flows, "random:0.05:100");
        assertThat(report.labelsUsed()).isGreaterThan(report.flows() / 30);
        assertThat(report.averagePrecision()).isCloseTo(report.trivialAveragePrecision(), within(0.02));
    }

    private EvaluationReport measure(List<String[]> flows, String protocol) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("ts,src_ip,src_port,dst_ip,dst_port,proto,duration,src_bytes,dst_bytes,src_packets,dst_packets,state,"
                + "service,label,category");
        flows.forEach(flow -> lines.add(String.join(",", flow)));
        Path file = Files.write(folder.resolve("flows.csv"), lines);
        EvaluationSettings settings =
                EvaluationSettings.defaults().with(to -> to.protocol = LabelProtocol.parse(protocol));
        return Evaluation.run(settings, List.of(file), ProgressListener.NONE).get(0);
    }

    private List<String[]> flows(String set) throws IOException {
        if (set.equals(INVENTED)) {
            return Files.readAllLines(FlowFiles.simulated(folder.resolve("office.csv"), FLOWS)).stream()
                    .skip(1)
                    .map(line -> withoutId(line.split(",", -1)))
                    .collect(Collectors.toCollection(ArrayList::new));
        }
        Path path = DATA.resolve("flows").resolve(set + ".csv.gz");
        assumeTrue(Files.isRegularFile(path), path + " is missing; set WEIR_DATA to the folder of test data");
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(new FileInputStream(path.toFile())), StandardCharsets.UTF_8))) {
            return new ArrayList<>(reader.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .filter(columns -> columns.length == COLUMNS)
                    .limit(FLOWS)
                    .toList());
        }
    }

    private static String[] withoutId(String[] columns) {
        return Stream.concat(Stream.of(columns[0]), Arrays.stream(columns).skip(2))
                .toArray(String[]::new);
    }

    /** Another name of the same kind for each host, always the same one, no two alike; a group of hosts keeps its own. */
    private static final class RandomNames implements Function<String, String> {
        private static final Pattern GROUP = Pattern.compile(
                "(22[4-9]|23[0-9])\\..*|.*\\.255|169\\.254\\..*|f[fe][0-9a-f]{2}:.*|[0-9a-f][13579bdf](:[0-9a-f]{2}){5}");

        private final Random random;
        private final Map<String, String> names = new HashMap<>();
        private final Set<String> taken = new HashSet<>();

        RandomNames(Random random) {
            this.random = random;
        }

        @Override
        public String apply(String host) {
            if (GROUP.matcher(host).matches()) {
                return host;
            }
            return names.computeIfAbsent(host, any -> {
                String name = like(host);
                while (!taken.add(name)) {
                    name = like(host);
                }
                return name;
            });
        }

        private String like(String host) {
            if (host.startsWith("AS")) {
                return "AS" + (1 + random.nextInt(400_000));
            }
            if (host.indexOf(':') >= 0) {
                return joined(host.split(":").length == 6 ? "%02x" : "%x", ":", host.split(":").length == 6 ? 6 : 8);
            }
            return joined("%d", ".", 4);
        }

        private String joined(String form, String separator, int parts) {
            List<String> all = new ArrayList<>();
            for (int i = 0; i < parts; i++) {
                all.add(String.format(
                        form, 2 * (1 + random.nextInt(i == 0 ? 111 : 126)) + (i == 0 ? 0 : random.nextInt(2))));
            }
            return String.join(separator, all);
        }
    }
}
