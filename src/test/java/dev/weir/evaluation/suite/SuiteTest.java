package dev.weir.evaluation.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.evaluation.Evaluation;
import dev.weir.evaluation.EvaluationSettings;
import dev.weir.evaluation.labelling.LabelProtocol;
import dev.weir.simulation.office.SimulatedFlow;
import dev.weir.simulation.slow.SlowAttack;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTest {
    private static final int FLOWS = 400;

    @TempDir
    Path folder;

    @Test
    void folderWithoutSets_isRefused() {
        assertThatThrownBy(() -> LabelledSet.in(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds no file");
    }

    @Test
    void sets_areFoundByTheirEndings_andGroupedByNetwork() throws IOException {
        for (String file : List.of("lab-2.csv.gz", "lab-1.csv", "plain.json", "README.md", ".hidden.csv")) {
            Files.writeString(folder.resolve(file), "");
        }
        List<LabelledSet> sets = LabelledSet.in(folder);
        assertThat(sets).extracting(LabelledSet::name).containsExactly("lab-1", "lab-2", "plain");
        assertThat(sets).extracting(LabelledSet::network).containsExactly("lab", "lab", "plain");
    }

    @Test
    void everySet_isMeasuredInEveryVariant_withEverySeed() throws IOException {
        SuiteReport report = measured(2);
        assertThat(report.rows()).hasSize(2 * Variant.values().length);
        assertThat(report.rows(Variant.WHOLE).get(0).runs())
                .extracting(SuiteRun::seed)
                .containsExactly(42L, 43L);
        assertThat(report.rows(Variant.UNTAUGHT).get(0).runs()).hasSize(1);
        assertThat(figure(report, Variant.UNTAUGHT, "labels_used")).isZero();
        assertThat(figure(report, Variant.WHOLE, "labels_used")).isPositive();
        assertThat(figure(report, Variant.WHOLE, SuiteRun.MALICIOUS)).isEqualTo(FLOWS / 4.0);
        assertThat(figure(report, Variant.THINNED, SuiteRun.MALICIOUS)).isLessThan(FLOWS / 8.0);
        assertThat(SuiteTable.of(report)).contains("lab-1", "lab-2", "mean of 1 networks", "worst: lab");
    }

    @Test
    void sameBuild_givesTheSameReport_howeverManyThreads() throws IOException {
        assertThat(measured(2).rows()).isEqualTo(measured(1).rows());
    }

    @Test
    void model_isHeldAgainstItsHalves_afterAsManyVerdicts() throws IOException {
        Halves halves = Halves.measure(settings(2), (file, flows, read, total) -> {}, null, sets());
        assertThat(halves.comparisons())
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(compared -> assertThat(compared.verdicts()).isEqualTo(50))
                .extracting(Halves.Comparison::set)
                .contains("lab-1", "lab-2");
        assertThat(figure(halves.priorAlone(), Variant.WHOLE, "labels_used"))
                .isEqualTo(figure(halves.all(), Variant.WHOLE, "labels_used"));
        assertThat(halves.priorAlone().rows(Variant.WHOLE).get(0).figure(SuiteRun.AVERAGE_PRECISION))
                .isEqualTo(measured(2).rows(Variant.UNTAUGHT).get(0).figure(SuiteRun.AVERAGE_PRECISION));
        assertThat(HalvesTable.of(halves)).contains("whole    lab-1", "are at or above the better");
    }

    @Test
    void shortOfItsBetterHalf_isSaid() {
        Halves halves = new Halves(after50(0.5), after50(0.53), after50(0.4));
        assertThat(halves.comparisons()).singleElement().matches(Halves.Comparison::isShort);
        assertThat(HalvesTable.of(halves)).contains("-0.0300  short", "0 of 1 are at or above");
        assertThat(new Halves(after50(0.5), after50(0.51), after50(Double.NaN)).comparisons())
                .isEmpty();
    }

    private static SuiteReport after50(double precision) {
        SuiteRun run = new SuiteRun(42, Map.of(SuiteRun.precisionAfter(50), precision));
        return new SuiteReport("p", 1, List.of(new SuiteRow("lab", Variant.WHOLE, List.of(run))));
    }

    @Test
    void report_survivesItsJson() throws IOException {
        SuiteReport report = measured(2);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SuiteJson.write(report, out);
        assertThat(SuiteJson.read(new ByteArrayInputStream(out.toByteArray()))).isEqualTo(report);
        assertThatThrownBy(() -> SuiteJson.read(new ByteArrayInputStream("{}".getBytes(StandardCharsets.US_ASCII))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no report");
    }

    @Test
    void slowAttacks_areMeasuredWithEachProtocol_besideTheSets() throws IOException {
        List<SlowRow> slow = new SlowAttacks(settings(2), Duration.ofHours(3), null).run();
        assertThat(slow)
                .extracting(SlowRow::protocol)
                .containsExactly(
                        "random:0:0",
                        "random:0:0",
                        "random:0:0",
                        "random:0:0",
                        "triage:50:5:3",
                        "triage:50:5:3",
                        "triage:50:5:3",
                        "triage:50:5:3",
                        "review:1000:15",
                        "review:1000:15",
                        "review:1000:15",
                        "review:1000:15");
        assertThat(slow).extracting(SlowRow::attack).startsWith("beacon", "scan", "guessing", "tunnel", "beacon");
        assertThat(slow).allSatisfy(row -> {
            assertThat(row.runs()).extracting(SuiteRun::seed).containsExactly(42L, 43L);
            assertThat(row.figure(SuiteRun.MALICIOUS).least()).isBetween(1.0, 10.0);
            assertThat(row.figure(SuiteRun.FLOWS).least()).isGreaterThan(1_000);
        });
        assertThat(new SlowAttacks(settings(1), Duration.ofHours(3), null).run())
                .isEqualTo(slow);

        SuiteReport report = after50(0.5).with(slow);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SuiteJson.write(report, out);
        assertThat(SuiteJson.read(new ByteArrayInputStream(out.toByteArray()))).isEqualTo(report);
        assertThat(SuiteTable.of(report))
                .contains("slow attacks, simulated\nwithout verdicts", "\nreview:1000:15 ", "\nbeacon ");
        assertThat(SuiteTable.difference(report, report)).contains("slow       tunnel, review:1000:15 ", "+0.0000");
    }

    @Test
    void slowBeacon_isFound_whereTheReviewAsksAboutIt() throws IOException {
        List<SimulatedFlow> office = SlowAttack.BEACON.office(42, Duration.ofDays(2));
        EvaluationSettings asked =
                EvaluationSettings.defaults().with(to -> to.protocol = LabelProtocol.parse("review:1000:15"));
        assertThat(Evaluation.ofInvented(asked, "beacon", office, null).averagePrecision())
                .isGreaterThan(0.5);
    }

    private static double figure(SuiteReport report, Variant variant, String name) {
        return report.rows(variant).get(0).figure(name).mean();
    }

    private SuiteReport measured(int threads) throws IOException {
        return new Suite(settings(threads), (file, flows, read, total) -> {}, null).run(sets());
    }

    private static SuiteSettings settings(int threads) {
        return new SuiteSettings(
                EvaluationSettings.defaults().with(to -> to.protocol = LabelProtocol.parse("triage:50:5:3")),
                2,
                0.2,
                threads);
    }

    private List<LabelledSet> sets() throws IOException {
        write(folder.resolve("lab-1.csv"), 1);
        write(folder.resolve("lab-2.csv"), 2);
        return LabelledSet.in(folder);
    }

    private static void write(Path file, int step) throws IOException {
        StringBuilder text = new StringBuilder("ts,src_ip,dst_ip,dst_port,proto,src_bytes,label\n");
        for (int i = 0; i < FLOWS; i++) {
            boolean malicious = i % 4 == 3;
            text.append(i * step)
                    .append(malicious ? ",10.0.0.9" : ",10.0.0.1")
                    .append(",10.0.1.")
                    .append(malicious ? i % 200 : i % 5)
                    .append(malicious ? ",23" : ",443")
                    .append(",tcp,")
                    .append(100 + i % 7)
                    .append(malicious ? ",malicious\n" : ",benign\n");
        }
        Files.writeString(file, text);
    }
}
