package dev.weir.evaluation.labelled;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelWordTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "BENIGN",
                "Normal",
                "normal.",
                "BenignTraffic",
                "legitimate",
                "Benign   -",
                "not malicious",
                "Non-Attack",
                "flow=From-Normal-V44-Stribrek",
                "0",
                "0.0",
                "False",
                "clean"
            })
    void wordsForBenign_areKnown(String word) {
        assertThat(LabelWord.of(word)).isEqualTo(LabelWord.BENIGN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Malicious",
                "attack",
                "anomaly",
                "Malicious   PartOfAHorizontalPortScan",
                "flow=From-Botnet-V44-TCP",
                "not benign",
                "abnormal",
                "1",
                "true"
            })
    void wordsForAttack_areKnown(String word) {
        assertThat(LabelWord.of(word)).isEqualTo(LabelWord.MALICIOUS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-", "?", "unknown", "flow=Background-UDP-Established", "n/a", "NaN", "(empty)", "Unlabelled"})
    void wordsForUnknown_areKnown(String word) {
        assertThat(LabelWord.of(word)).isEqualTo(LabelWord.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PortScan", "DoS Hulk", "2", "-1", "web", "benign attack", "Größe"})
    void otherWords_areKindsAtMost(String word) {
        assertThat(LabelWord.of(word)).isEqualTo(LabelWord.KIND);
    }

    @ParameterizedTest
    @CsvSource({"attack, true", "1, true", "PortScan, false", "Malicious DDoS, false"})
    void wordThatSaysNoMoreThanAttack_namesNoKind(String word, boolean plain) {
        assertThat(LabelWord.isPlainlyMalicious(word)).isEqualTo(plain);
    }
}
