package dev.weir.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureSettings;
import dev.weir.features.FeatureVector;
import dev.weir.flow.Listing;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an analyst reads of a feature. */
class ReasonWordsTest {
    private final FeatureSchema schema = FeatureExtractor.schemaOf(FeatureSettings.defaults());
    private final FeatureVector vector = new FeatureVector(schema);
    private final ReasonWords words = new ReasonWords(schema);

    @BeforeEach
    void fill() {
        for (int i = 0; i < schema.size(); i++) {
            vector.set(i, 0);
        }
    }

    private void set(String column, double value) {
        vector.set(schema.position(column), value);
    }

    @Test
    void ratioOfNoneOrAll_isSaidWithTheNumberOfFlows() {
        set("src.count.60s", Math.log1p(212));
        set("src.contact_failure_ratio.60s", 1);

        assertThat(words.of("src.contact_failure_ratio.60s in [0.9,1]", vector))
                .isEqualTo("every one of the source's 212 flows in a minute was refused or not answered");
        set("src.contact_failure_ratio.60s", 0.25);
        assertThat(words.of("src.contact_failure_ratio.60s in [0.2,0.3)", vector))
                .isEqualTo("25 % of the source's 212 flows in a minute was refused or not answered");
    }

    @Test
    void listing_isSaidWithItsSourceAndHowOftenItWasRight() {
        vector.setListings(List.of(new Listing("feed", 12, 2), new Listing("new", 0, 0)));

        assertThat(words.of("intel.source=feed", vector)).isEqualTo("listed by feed, right in 12 of 14 verdicts");
        assertThat(words.of("intel.record in [0.75,1)", vector))
                .isEqualTo("listed by feed, right in 12 of 14 verdicts");
        assertThat(words.of("intel.source=new", vector)).isEqualTo("listed by new, which no verdict has judged yet");
    }

    @Test
    void hash_isSaidAsWhatWasHashed() {
        set("flow.protocol", 6);
        set("flow.port_height", Math.log1p(445));

        assertThat(words.of("flow.exact_port=8461248", vector)).isEqualTo("tcp to destination port 445");
    }

    @Test
    void cross_isSaidAsBothWithoutSayingAnythingTwice() {
        set("dst.count.60s", Math.log1p(1));
        set("flow.port_height", Math.log1p(22));

        assertThat(words.of("dst.count.60s in [0,1) & flow.port=23", vector))
                .isEqualTo("1 flow of the destination in a minute, and destination port 22");
        assertThat(words.of("flow.port=23 & flow.port_height in [3,4)", vector)).isEqualTo("destination port 22");
    }

    @Test
    void everyColumn_hasWordsOfItsOwn() {
        for (int i = 0; i < schema.size(); i++) {
            String name = schema.column(i).name();
            assertThat(words.of(name, vector)).as(name).doesNotContain("ln(", "not known", "hash", name);
        }
    }

    @Test
    void featureThatIsNoColumn_isSaidAsItIs() {
        assertThat(words.of("constant", vector)).isEqualTo("constant");
    }

    @Test
    void columnThatTheFlowDoesNotHave_isSaidToBeUnknown() {
        set("pair.gap", Double.NaN);

        assertThat(words.of("pair.gap absent", vector)).isEqualTo("time since the pair's flow before: not known");
    }
}
