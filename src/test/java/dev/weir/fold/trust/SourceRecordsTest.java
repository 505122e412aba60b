package dev.weir.fold.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.encoding.Encodings;
import dev.weir.encoding.Example;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.encoding.PackedFlow;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.features.FeatureVector;
import dev.weir.flow.Listing;
import dev.weir.flow.Verdict;
import dev.weir.model.ModelState;
import dev.weir.model.Untrained;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a model knows of sources of indicators, from lessons alone. */
class SourceRecordsTest {
    private static final FeatureEncoder ENCODER =
            new FeatureEncoder(FeatureExtractor.schemaOf(FeatureSettings.defaults()));

    private CarefulModel model = CarefulModel.load(Untrained.YIELDING);
    private long offset;
    private @Nullable Taught lastTaught;

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void verdictsOnListedHosts_areTheRecordOfEachSource() {
        teach(Verdict.MALICIOUS, false, "feed", "other");
        teach(Verdict.MALICIOUS, false, "feed");
        teach(Verdict.BENIGN, false, "feed");
        teach(Verdict.BENIGN, false);

        assertThat(model.sources()).containsOnlyKeys("feed", "other");
        assertThat(model.sources().get("feed")).isEqualTo(new Listing("feed", 2, 1));
        assertThat(model.sources().get("other")).isEqualTo(new Listing("other", 1, 0));
    }

    @Test
    void correction_takesTheVerdictBeforeItBack() {
        teach(Verdict.MALICIOUS, false, "feed");
        teach(Verdict.BENIGN, true, "feed");

        assertThat(model.sources().get("feed")).isEqualTo(new Listing("feed", 0, 1));
    }

    @ParameterizedTest
    @EnumSource(
            value = Weighing.class,
            names = {"HELD_BY_LOSS", "HELD_BY_SURPRISE"})
    void record_isAPartOfTheSavedModel(Weighing weighing) {
        for (int i = 0; i < 30; i++) {
            teach(weighing, Verdict.MALICIOUS, false, "feed");
        }
        ModelState saved = model.save();
        model.close();
        model = CarefulModel.load(saved);

        assertThat(model.sources().get("feed")).isEqualTo(new Listing("feed", 30, 0));
        teach(weighing, Verdict.MALICIOUS, false);
        try (CarefulModel again = CarefulModel.load(model.save())) {
            teach(weighing, Verdict.MALICIOUS, false, "feed");
            again.learn(Objects.requireNonNull(lastTaught));
            assertThat(again.save().digest()).isEqualTo(model.save().digest());
        }
    }

    @Test
    void modelOfFlowsThatNobodyListed_hasTheDigestItHadBeforeThereWereIndicators() throws IOException {
        model.close();
        try (InputStream in = SourceRecordsTest.class.getResourceAsStream("/model/format-5-plain.bin")) {
            model = CarefulModel.load(new ModelState(Objects.requireNonNull(in).readAllBytes(), 0));
        }
        for (int i = 0; i < 30; i++) {
            teach(i % 3 == 0 ? Verdict.MALICIOUS : Verdict.BENIGN, false);
        }

        assertThat(model.save().digest()).isEqualTo("a0e66c6b39c5aec2e4b8358d6a3e4a080666ef3f17a6b3c07a0111a541002eb8");
    }

    @Test
    void listing_countsForNothing_untilVerdictsTeachWhatItIsWorth() {
        assertThat(logit("feed") - logit()).isZero();
        for (int i = 0; i < 40; i++) {
            teach(Verdict.MALICIOUS, false, "good");
            teach(Verdict.BENIGN, false, "bad");
        }

        assertThat(logit("good") - logit()).isGreaterThan(0.25);
        assertThat(logit("bad") - logit()).isLessThan(-0.25);
    }

    @Test
    void sourcesWithoutEnd_areNotRememberedWithoutEnd() {
        for (int i = 0; i < SourceRecords.MOST + 10; i++) {
            teach(Verdict.MALICIOUS, false, "feed" + i);
        }

        assertThat(model.sources()).hasSize(SourceRecords.MOST);
    }

    private double logit(String... sources) {
        return model.model().logit(Encodings.unpack(flow(sources)));
    }

    private void teach(Verdict verdict, boolean isCorrection, String... sources) {
        teach(Weighing.HELD_BY_LOSS, verdict, isCorrection, sources);
    }

    private void teach(Weighing weighing, Verdict verdict, boolean isCorrection, String... sources) {
        PackedFlow flow = flow(sources);
        Example example = Encodings.unpack(flow);
        lastTaught = new Taught(offset++, 0, "alice", weighing, flow, example, verdict, null, isCorrection);
        model.learn(lastTaught);
    }

    private static PackedFlow flow(String... sources) {
        FeatureVector vector = new FeatureVector(ENCODER.schema());
        for (int column = 0; column < vector.schema().size(); column++) {
            vector.set(column, column % 7);
        }
        vector.setListings(List.of(sources).stream()
                .map(source -> new Listing(source, 0, 0))
                .toList());
        return ENCODER.pack(vector);
    }
}
