package dev.weir.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.evaluation.labelling.LabelProtocol;
import dev.weir.evaluation.report.EvaluationReport;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.service.ModelFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Traffic after reports of users, on day one, with the shipped baseline and no verdict. */
class ReportedTrafficTest {
    private static final Path CASES = Path.of("src/test/resources/cases");

    @Test
    void discoveryOnDayOne_isNoAlertForEachHost() throws IOException {
        assertThat(report("fp.json.gz").alerts()).isLessThan(10);
    }

    @Test
    void sensorInAnotherTimeZone_changesNeitherAlertsNorWhatIsFound() throws IOException {
        EvaluationReport right = report("t-skew0.json.gz");
        for (String skewed : List.of("t-skew9.json.gz", "t-skewm7.json.gz")) {
            EvaluationReport report = report(skewed);
            assertThat(report.alerts()).as(skewed).isBetween(right.alerts() - 2, right.alerts() + 2);
            assertThat(report.alertingFlows()).isBetween(right.alertingFlows() - 20, right.alertingFlows() + 20);
        }
    }

    private static EvaluationReport report(String file) throws IOException {
        EvaluationSettings usual = EvaluationSettings.defaults();
        EvaluationSettings untaught = usual.with(to -> {
            to.protocol = LabelProtocol.parse("random:0:0");
            to.unknownIsBenign = true;
        });
        return Evaluation.run(
                        untaught,
                        List.of(CASES.resolve(file)),
                        ProgressListener.NONE,
                        ModelFiles.readFitting(
                                        Path.of("models/baseline.weir"),
                                        FeatureExtractor.schemaOf(FeatureSettings.defaults()))
                                .state())
                .get(0);
    }
}
