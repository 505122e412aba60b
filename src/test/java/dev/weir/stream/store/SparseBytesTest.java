package dev.weir.stream.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.features.FeatureVector;
import dev.weir.features.HeapHostStates;
import dev.weir.flow.Flow;
import dev.weir.simulation.TrafficSimulator;
import dev.weir.simulation.office.SimulationSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SparseBytesTest {
    private static final byte FORM = SparseBytes.FORM;

    /** Whoever may write to a changelog must not stop a stream for ever. */
    @Test
    void read_ofDamagedBytes_isNothing_andNeverFails() {
        assertThat(SparseBytes.read(new byte[] {FORM, 9, 0, 1, 5})).isNull();
        assertThat(SparseBytes.read(new byte[] {FORM, 1, 0, 2, 5})).isNull();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] kept = new byte[random.nextInt(1, 40)];
            random.nextBytes(kept);
            kept[0] = FORM;
            byte[] read = SparseBytes.read(kept);
            assertThat(read == null ? 0 : read.length).isLessThan(1 << 16);
        }
    }

    @Test
    void write_ofTooMany_isRefused() {
        assertThatThrownBy(() -> SparseBytes.write(new byte[65_536])).hasMessageContaining("65536");
    }

    /** Stores and changelogs have such states in them: the form stays. */
    @Test
    void write_leavesZerosOut() {
        byte[] plain = new byte[35];
        plain[0] = 1;
        plain[7] = -1;
        plain[34] = 3;

        assertThat(SparseBytes.write(plain)).containsExactly(FORM, 35, 0, 0b10000001, 1, -1, 0, 2, 0b100, 3);
    }

    @Test
    void read_ofWhatAnEarlierReleaseWrotePlainly_isThat() {
        byte[] plain = {1, 0, 0, 0, 7};

        assertThat(SparseBytes.read(plain)).isSameAs(plain);
    }

    @Test
    void read_givesBackWhatWasWritten_howeverManyZerosAreInIt() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] plain = new byte[random.nextInt(i % 50 == 0 ? 10_000 : 40)];
            int set = random.nextInt(plain.length + 1);
            for (int j = 0; j < set / 2; j++) {
                plain[random.nextInt(plain.length)] = (byte) random.nextInt();
            }
            assertThat(SparseBytes.read(SparseBytes.write(plain))).isEqualTo(plain);
        }
    }

    @Test
    void read_inOtherBytes_endsWhereItEnds() {
        byte[] plain = {1, 0, 0, 0, 0, 0, 0, 0, 7};
        byte[] packed = SparseBytes.write(plain);
        byte[] in = new byte[50];
        Arrays.fill(in, (byte) 9);
        System.arraycopy(packed, 0, in, 20, packed.length);

        assertThat(SparseBytes.read(in, 20)).isEqualTo(plain);
    }

    @Test
    void stateOfAHostWithOneFlow_takesAThird() {
        HeapHostStates sources = new HeapHostStates(1);
        HeapHostStates destinations = new HeapHostStates(1);
        FeatureExtractor extractor = new FeatureExtractor(FeatureSettings.defaults(), sources, destinations);
        Flow flow = new TrafficSimulator(
                        new SimulationSettings(1, 100, 0, Instant.parse("2025-03-03T08:00:00Z"), Duration.ofDays(1)))
                .next()
                .flow();
        extractor.extract(flow, new FeatureVector(extractor.schema()));

        for (byte[] state : Arrays.asList(
                sources.get(flow.source().text()),
                destinations.get(flow.destination().text()))) {
            assertThat(SparseBytes.write(Objects.requireNonNull(state)).length).isLessThan(state.length / 3);
        }
    }
}
