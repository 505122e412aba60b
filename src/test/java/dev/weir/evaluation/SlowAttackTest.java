package dev.weir.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.evaluation.report.EvaluationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlowAttackTest {
    private static final Duration LENGTH = Duration.ofHours(5);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void everyFlowOfASlowAttack_isReadAndMeasured(SlowAttack attack) throws IOException {
        EvaluationReport report = measure(attack.write(folder, 1, LENGTH));
        assertThat(report.account().rejectedCount()).isZero();
        assertThat(report.malicious()).isBetween(2L, 80L);
        assertThat(report.flows()).isGreaterThan(1_000);
        assertThat(report.averagePrecision()).isBetween(0.0, 1.0);
    }

    @Test
    void sameSeed_writesTheSameSet() throws IOException {
        byte[] one = Files.readAllBytes(SlowAttack.SCAN.write(folder, 2, LENGTH));
        assertThat(SlowAttack.SCAN.write(folder, 2, LENGTH)).hasBinaryContent(one);
    }

    private static EvaluationReport measure(Path file) throws IOException {
        return Evaluation.run(EvaluationSettings.defaults(), List.of(file), (path, flows, read, total) -> {})
                .get(0);
    }
}
