package dev.weir.evaluation.labelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureVector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelProtocolTest {
    private static final FeatureSchema SCHEMA = new FeatureSchema(
            List.of(new FeatureSchema.Column("position", FeatureSchema.Kind.NUMERIC, "Position in the stream.")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "random",
                "random:2:0",
                "random:0.1:-1",
                "random:x:1",
                "triage:10:8:3",
                "triage:0:0:0",
                "review:10",
                "review:10:11",
                "review:0:0",
                "full:1"
            })
    void wrongText_isRefusedWithTheRightForm(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LabelProtocol.parse(text))
                .withMessageContaining("must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"random:0.01:100", "random:0:0", "triage:1000:10:5", "review:1000:15"})
    void text_comesBackAsWritten(String text) {
        assertThat(LabelProtocol.parse(text)).hasToString(text);
    }

    @Test
    void full_isEveryFlowAtOnce() {
        assertThat(LabelProtocol.parse("full")).isEqualTo(new LabelProtocol.Random(1, 0));
        assertThat(taught(LabelProtocol.parse("full"), 3)).containsExactly("0 after 0", "1 after 1", "2 after 2");
    }

    @Test
    void randomWithDelay_teachesEachThatManyFlowsLater() {
        assertThat(taught(new LabelProtocol.Random(1, 2), 5)).containsExactly("0 after 2", "1 after 3", "2 after 4");
    }

    @Test
    void noBudget_teachesNothing() {
        assertThat(taught(new LabelProtocol.Random(0, 0), 50)).isEmpty();
    }

    @Test
    void triage_teachesTheTopOfEachWholeWindow_inOrderOfTheStream() {
        // Scores rise with the position modulo 5; a window of 10 has its two highest at 4 and 9. The last 3 fill no
        // window.
        assertThat(taught(new LabelProtocol.Triage(10, 2, 0), 23))
                .containsExactly("4 after 9", "9 after 9", "14 after 19", "19 after 19");
    }

    @Test
    void triage_auditsOtherFlows_theSameForTheSameSeed() {
        List<String> taught = taught(new LabelProtocol.Triage(10, 2, 3), 100);
        assertThat(taught).hasSize(50).doesNotHaveDuplicates();
        assertThat(taught(new LabelProtocol.Triage(10, 2, 3), 100)).isEqualTo(taught);
    }

    @Test
    void equalScores_areTriagedInOrderOfTheStream() {
        List<String> taught = new ArrayList<>();
        LabelDesk desk = LabelDesks.of(new LabelProtocol.Triage(4, 2, 0), 42);
        for (int i = 0; i < 4; i++) {
            desk.scored(0.5, candidate(i), due -> taught.add(position(due)));
        }
        assertThat(taught).containsExactly("0", "1");
    }

    private static List<String> taught(LabelProtocol protocol, int flows) {
        List<String> taught = new ArrayList<>();
        LabelDesk desk = LabelDesks.of(protocol, 42);
        for (int i = 0; i < flows; i++) {
            int now = i;
            desk.scored(i % 5, candidate(i), due -> taught.add(position(due) + " after " + now));
        }
        return taught;
    }

    private static Candidate candidate(int position) {
        FeatureVector vector = new FeatureVector(SCHEMA);
        vector.set(0, position);
        return new Candidate(vector, false, false, null);
    }

    private static String position(Candidate candidate) {
        FeatureVector vector = new FeatureVector(SCHEMA);
        vector.setBytes(candidate.features());
        return Integer.toString((int) vector.get(0));
    }
}
