package dev.weir.detector.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.encoding.FeatureEncoder;
import dev.weir.encoding.ShownBins;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DriftCountTest {
    private static final int COLUMN = 3;
    private static final int NEW_BIN = 60;

    private final ShownBins bins =
            new ShownBins(new FeatureEncoder(FeatureExtractor.schemaOf(FeatureSettings.defaults())));
    private final DriftCount count = new DriftCount(bins, 0);
    private final Random chance = new Random(7);

    @Test
    void trafficAsBefore_hasNotMoved() {
        add(4_000, false, 0, 0.02);
        add(4_000, true, 0, 0.02);

        Drift.OfNetwork report = count.report("all");

        assertThat(report.before()).isEqualTo(4_000);
        assertThat(report.recent()).isEqualTo(4_000);
        assertThat(report.alertsMoved()).isFalse();
        assertThat(report.moved()).isEmpty();
        assertThat(report.review()).isEmpty();
    }

    @Test
    void valueThatWasNotSeenBefore_isNamed_withOneFlowOfEachHostToReview() {
        add(4_000, false, 0, 0.02);
        add(2_000, true, 0.3, 0.1);

        Drift.OfNetwork report = count.report("all");

        assertThat(report.alertsMoved()).isTrue();
        assertThat(report.moved()).singleElement().satisfies(moved -> {
            assertThat(moved.value()).isEqualTo(bins.name(COLUMN, NEW_BIN));
            assertThat(moved.partBefore()).isZero();
            assertThat(moved.partRecent()).isBetween(0.25, 0.35);
        });
        assertThat(report.review())
                .hasSize(5)
                .allMatch(flow -> flow.startsWith("new"))
                .doesNotHaveDuplicates();
    }

    @Test
    void hostWhoseFlowsAllAlert_isNoMoveOfAlerts() {
        add(4_000, false, 0, 0.02);
        add(4_000, true, 0, 0.02);
        for (int i = 0; i < 400; i++) {
            count.addRecent(flow("scan" + i, 77, true), new byte[bins.columns()]);
        }

        assertThat(count.report("all").alertsMoved()).isFalse();
    }

    @Test
    void fewFlows_tellNothing() {
        add(4_000, false, 0, 0.02);
        add(999, true, 0.3, 0.1);

        assertThat(count.isTelling()).isFalse();
    }

    private void add(int flows, boolean isRecent, double isNew, double isAlerting) {
        for (int i = 0; i < flows; i++) {
            byte[] shown = new byte[bins.columns()];
            for (int column = 0; column < shown.length; column++) {
                shown[column] = (byte) chance.nextInt(20);
            }
            boolean shows = chance.nextDouble() < isNew;
            if (shows) {
                shown[COLUMN] = NEW_BIN;
            }
            String id = (shows ? "new" : "usual") + i;
            MissedFlow flow = flow(id, i % 50, chance.nextDouble() < isAlerting);
            if (isRecent) {
                count.addRecent(flow, shown);
            } else {
                count.addBefore(flow, shown);
            }
        }
    }

    private static MissedFlow flow(String id, int host, boolean isAlerting) {
        String record = "{\"flow_id\":\"" + id + "\",\"src_ip\":\"10.0.0." + host + "\",\"alert\":" + isAlerting + "}";
        return Objects.requireNonNull(MissedFlow.read(record.getBytes(StandardCharsets.UTF_8)));
    }
}
