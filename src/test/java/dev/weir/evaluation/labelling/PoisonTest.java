package dev.weir.evaluation.labelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.features.FeatureVector;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoisonTest {
    private static final FeatureVector VECTOR =
            new FeatureVector(FeatureExtractor.schemaOf(FeatureSettings.defaults()));
    private static final Candidate THREAT = new Candidate(VECTOR, true, false, "scan");

    /** How many of 10,000 verdicts on threats are wrong. */
    private static long lies(String poison, Candidate candidate) {
        Poison.Liars liars = Poison.parse(poison).liars(7);
        return IntStream.range(0, 10_000)
                .filter(i -> liars.said(candidate).isMalicious() != candidate.isMalicious())
                .count();
    }

    @ParameterizedTest
    @CsvSource({
        "flip:0.2, 400",
        "flip:1, 2000",
        "tired:0.05, 500",
        "target:scan, 2000",
        "target:ddos, 0",
        "trigger:1000, 1000",
        "target:first, 2000",
        "turn:1000, 5400",
        "honest, 0"
    })
    void wrongVerdicts_areAsManyAsSaid(String poison, long expected) {
        assertThat(lies(poison, THREAT)).isBetween(expected * 8 / 10, expected * 12 / 10);
    }

    @Test
    void target_leavesTheBenignAlone() {
        assertThat(lies("target:scan", new Candidate(VECTOR, false, false, null)))
                .isZero();
    }

    @Test
    void targetOfWhatIsSeenFirst_leavesOtherThreatsAlone() {
        Poison.Liars liars = Poison.parse("target:first").liars(7);
        Candidate other = new Candidate(VECTOR, true, false, "ddos");
        IntStream.range(0, 100).forEach(i -> liars.said(THREAT));
        assertThat(IntStream.range(0, 1_000).filter(i -> !liars.said(other).isMalicious()))
                .isEmpty();
        assertThat(IntStream.range(0, 1_000).filter(i -> !liars.said(THREAT).isMalicious()))
                .isNotEmpty();
    }

    @Test
    void all_areWrittenAsTheyAreRead() {
        assertThat(Poison.all())
                .allSatisfy(
                        poison -> assertThat(Poison.parse(poison.toString())).isEqualTo(poison));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "flip",
                "flip:",
                "flip:0",
                "flip:2",
                "flip:x",
                "trigger:-1",
                "steal:1",
                "tired:NaN",
                "honest:1",
                "turn:x"
            })
    void nonsense_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Poison.parse(text));
    }
}
