package dev.weir.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.evaluation.labelling.LabelProtocol;
import dev.weir.evaluation.report.EvaluationReport;
import dev.weir.evaluation.report.ReportJson;
import dev.weir.evaluation.report.ReportPlot;
import dev.weir.evaluation.report.ReportTable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {
    private static final int FLOWS = 3000;

    @TempDir
    Path folder;

    @Test
    void missingFile_isNamed() {
        Path missing = folder.resolve("missing.csv");
        assertThatIOException().isThrownBy(() -> run(missing, "full")).withMessageContaining("missing.csv");
    }

    @Test
    void settingsOutOfRange_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("full", 0, false))
                .withMessageContaining("thin malicious");
    }

    @Test
    void fileWithoutFlows_hasNoFigures_andCountsWhatItRejects() throws IOException {
        Path file = Files.writeString(folder.resolve("junk.csv"), "ts,src_ip,dst_ip,proto\nx,y,z,tcp\n1,2\n");
        EvaluationReport report = run(file, "random:0.05:0");
        assertThat(report.flows()).isZero();
        assertThat(report.account().rejectedCount()).isEqualTo(2);
        assertThat(report.averagePrecision()).isNaN();
        assertThat(json(report).get("average_precision").isNull()).isTrue();
        assertThat(ReportTable.of(List.of(report))).contains("junk.csv");
    }

    @Test
    void shuffledLabels_teachNothing() throws IOException {
        Random random = new Random(3);
        Path file = FlowFiles.simulated(
                folder.resolve("shuffled.csv"),
                FLOWS,
                UnaryOperator.identity(),
                flow -> random.nextDouble() < 0.25 ? "malicious" : "benign");
        EvaluationReport report = run(file, "random:0.04:10");
        assertThat(report.averagePrecision()).isCloseTo(report.trivialAveragePrecision(), within(0.05));
    }

    @Test
    void renamedHosts_giveTheSameFigures() throws IOException {
        Map<String, String> names = new HashMap<>();
        Path plain = FlowFiles.simulated(folder.resolve("flows.csv"), FLOWS);
        Path masked = FlowFiles.simulated(
                Files.createDirectory(folder.resolve("masked")).resolve("flows.csv"),
                FLOWS,
                host -> isGroup(host)
                        ? host
                        : names.computeIfAbsent(host, any -> "h" + (names.size() * 7919L) % 100_003),
                FlowFiles::truth);
        EvaluationReport expected = run(plain, "triage:500:10:5");
        EvaluationReport actual = run(masked, "triage:500:10:5");
        assertThat(actual.modelDigest()).isEqualTo(expected.modelDigest());
        assertThat(actual.averagePrecision()).isEqualTo(expected.averagePrecision());
        assertThat(actual.brier()).isEqualTo(expected.brier());
    }

    private static boolean isGroup(String host) {
        return host.startsWith("224.") || host.startsWith("239.") || host.startsWith("ff0") || host.endsWith(".255");
    }

    @Test
    void sameSeed_givesTheSameDigest_anotherSeedAnother() throws IOException {
        Path file = FlowFiles.simulated(folder.resolve("flows.csv"), FLOWS);
        EvaluationReport once = run(file, "random:0.05:10");
        assertThat(run(file, "random:0.05:10").modelDigest()).isEqualTo(once.modelDigest());
        EvaluationSettings other = EvaluationSettings.defaults().with(to -> {
            to.protocol = LabelProtocol.parse("random:0.05:10");
            to.seed = 43;
        });
        assertThat(Evaluation.run(other, List.of(file), ProgressListener.NONE)
                        .get(0)
                        .modelDigest())
                .isNotEqualTo(once.modelDigest());
    }

    @Test
    void verdictsGivenAtOnce_countAsIfEachFlowWereScoredByTheModelBefore() throws IOException {
        Path file = FlowFiles.simulated(folder.resolve("flows.csv"), 120);
        EvaluationReport atOnce = run(file, "full");
        // A delay of no flows by triage: each window of one flow gets its verdict.
        EvaluationReport oneByOne = run(file, "triage:1:1:0");
        assertThat(atOnce.labelsUsed()).isEqualTo(120);
        assertThat(atOnce.modelDigest()).isEqualTo(oneByOne.modelDigest());
        assertThat(atOnce.brier()).isCloseTo(oneByOne.brier(), within(1e-6));
    }

    @Test
    void verdicts_improveTheRanking() throws IOException {
        Path file = FlowFiles.simulated(folder.resolve("flows.csv"), FLOWS);
        EvaluationReport untaught = run(file, "random:0:0");
        EvaluationReport taught = run(file, "random:0.1:10");
        assertThat(untaught.labelsUsed()).isZero();
        assertThat(taught.labelsUsed()).isBetween(200L, 400L);
        assertThat(taught.averagePrecision()).isGreaterThan(untaught.averagePrecision() + 0.05);
    }

    @Test
    void unknownFlows_areInNoFigure_unlessCountedAsBenign() throws IOException {
        Path file = FlowFiles.simulated(
                folder.resolve("flows.csv"),
                FLOWS,
                UnaryOperator.identity(),
                flow -> flow.flow().timestampMicros() % 3 == 0 ? "unknown" : FlowFiles.truth(flow));
        EvaluationReport report = run(file, "triage:500:10:5");
        assertThat(report.unknown()).isBetween(500L, 1500L);
        assertThat(report.flows() + report.unknown()).isEqualTo(FLOWS);
        EvaluationReport benign = run(file, settings("triage:500:10:5", 1, true));
        assertThat(benign.flows()).isEqualTo(FLOWS);
        assertThat(benign.unknown()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"triage:100:10:5", "random:0.1:10", "full"})
    void unknownFlows_areScored_andChangeNoOtherFigure(String protocol) throws IOException {
        Path known = FlowFiles.simulated(folder.resolve("flows.csv"), FLOWS);
        List<String> lines = new ArrayList<>(Files.readAllLines(known));
        List<String> last = List.copyOf(lines.subList(FLOWS - 600, FLOWS + 1));
        last.forEach(line -> lines.add(line.replaceFirst(",(benign|malicious),([^,]*)$", ",unknown,$2")));
        Path withUnknown = Files.write(folder.resolve("unknown.csv"), lines);
        EvaluationReport expected = run(known, protocol);
        EvaluationReport actual = run(withUnknown, protocol);
        assertThat(actual.unknown()).isEqualTo(last.size());
        assertThat(actual.unknownShareAtFpr1Percent()).isBetween(0.001, 0.99);
        assertThat(expected.unknownShareAtFpr1Percent()).isNaN();
        assertThat(figures(actual)).isEqualTo(figures(expected));
    }

    @Test
    void thinning_keepsThatPartOfTheMalicious() throws IOException {
        Path file = FlowFiles.simulated(folder.resolve("flows.csv"), FLOWS);
        EvaluationReport whole = run(file, "random:0:0");
        EvaluationReport thin = run(file, settings("random:0:0", 0.1, false));
        assertThat(thin.malicious()).isBetween(whole.malicious() / 20, whole.malicious() / 5);
        assertThat(thin.flows() - thin.malicious()).isEqualTo(whole.flows() - whole.malicious());
    }

    @Test
    void heldOutCategory_isNeverTaught_butMeasured() throws IOException {
        Path file = FlowFiles.simulated(folder.resolve("flows.csv"), FLOWS);
        EvaluationReport whole = run(file, "random:0.05:0");
        EvaluationSettings heldOut = EvaluationSettings.defaults().with(to -> {
            to.protocol = LabelProtocol.parse("random:0.05:0");
            to.heldOutCategory = "port-scan";
        });
        EvaluationReport report =
                Evaluation.run(heldOut, List.of(file), ProgressListener.NONE).get(0);
        assertThat(report.labelsUsed()).isLessThan(whole.labelsUsed());
        assertThat(report.heldOutRecallAtFpr1Percent()).isBetween(0.0, 1.0);
        assertThat(whole.heldOutRecallAtFpr1Percent()).isNaN();
    }

    @Test
    void severalFiles_standAlone_unlessTheModelIsCarriedOver() throws IOException {
        Path file = FlowFiles.simulated(folder.resolve("flows.csv"), FLOWS);
        List<EvaluationReport> alone =
                Evaluation.run(EvaluationSettings.defaults(), List.of(file, file), ProgressListener.NONE);
        assertThat(alone.get(1).modelDigest()).isEqualTo(alone.get(0).modelDigest());
        EvaluationSettings carried = EvaluationSettings.defaults().with(to -> to.carryOver = true);
        List<EvaluationReport> together = Evaluation.run(carried, List.of(file, file), ProgressListener.NONE);
        assertThat(together.get(0).modelDigest()).isEqualTo(alone.get(0).modelDigest());
        assertThat(together.get(1).modelDigest()).isNotEqualTo(alone.get(0).modelDigest());
    }

    @Test
    void calibrationAfter2000Verdicts_isTakenFromThoseFlowsAlone() throws IOException {
        Path file = FlowFiles.simulated(folder.resolve("flows.csv"), FLOWS);

        assertThat(run(file, "triage:500:10:5").taughtCalibrationError()).isNaN();
        EvaluationReport taught = run(file, "full");
        assertThat(taught.taughtCalibrationError()).isBetween(0.0, 1.0).isNotEqualTo(taught.expectedCalibrationError());
    }

    @Test
    void report_isWrittenAsJsonAndAsPicture() throws IOException {
        Path file = FlowFiles.simulated(folder.resolve("flows.csv"), FLOWS);
        EvaluationReport report = run(file, "triage:500:10:5");
        assertThat(json(report).fieldNames())
                .toIterable()
                .contains(
                        "flows",
                        "malicious",
                        "labels_used",
                        "average_precision",
                        "roc_auc",
                        "recall_at_fpr_1pct",
                        "recall_at_fpr_0_1pct",
                        "brier",
                        "expected_calibration_error",
                        "alerts",
                        "precision_of_alerts",
                        "precision_of_alerting_flows",
                        "flows_per_second",
                        "model_digest",
                        "trivial_average_precision");
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        ReportPlot.write(List.of(report), picture);
        assertThat(ImageIO.read(new ByteArrayInputStream(picture.toByteArray())).getWidth())
                .isGreaterThan(1000);
    }

    /** All that should not depend on the clock, the name of the file or what is unknown. */
    private static JsonNode figures(EvaluationReport report) throws IOException {
        return ((ObjectNode) json(report))
                .without(List.of("file", "flows_per_second", "unknown", "unknown_share_at_fpr_1pct"));
    }

    private static JsonNode json(EvaluationReport report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportJson.write(List.of(report), out);
        return new ObjectMapper().readTree(out.toByteArray());
    }

    private static EvaluationReport run(Path file, String protocol) throws IOException {
        return run(file, settings(protocol, 1, false));
    }

    private static EvaluationReport run(Path file, EvaluationSettings settings) throws IOException {
        return Evaluation.run(settings, List.of(file), ProgressListener.NONE).get(0);
    }

    private static EvaluationSettings settings(String protocol, double thin, boolean unknownIsBenign) {
        return EvaluationSettings.defaults().with(to -> {
            to.protocol = LabelProtocol.parse(protocol);
            to.thinMalicious = thin;
            to.unknownIsBenign = unknownIsBenign;
        });
    }
}
