package dev.weir.stream.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.flow.FlowId;
import dev.weir.stream.MemoryStores;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class ClaimLogTest {
    private static final int KEPT = ClaimLog.PAGES * ClaimLog.CLAIMS_PER_PAGE;

    private final KeyValueStore<String, byte[]> store =
            MemoryStores.add(new MockProcessorContext<Void, Void>(), "shared", Serdes.ByteArray());

    @Test
    void claims_areKnownAfterARestart_andTheirRecordsKeepThem() {
        ClaimLog log = new ClaimLog(store, new ClaimedIds());
        add(log, 0, 1_000);
        log.save();
        add(log, 1_000, 1_010);

        ClaimedIds again = new ClaimedIds();
        ClaimLog restarted = new ClaimLog(store, again);

        assertThat(again.claim(id(3), 0, 3)).isTrue();
        assertThat(again.claim(id(3), 1, 77)).isFalse();
        assertThat(again.claim(id(999), 1, 77)).isFalse();
        assertThat(again.claim(id(1_005), 1, 77)).as("not saved").isTrue();
        add(restarted, 2_000, 2_100);
        restarted.save();
        ClaimedIds third = new ClaimedIds();
        new ClaimLog(store, third);
        assertThat(third.claim(id(999), 1, 77)).isFalse();
        assertThat(third.claim(id(2_099), 1, 77)).isFalse();
    }

    @Test
    void store_doesNotGrow_andTheNewestAreKept() {
        ClaimLog log = new ClaimLog(store, new ClaimedIds());
        for (int i = 0; i < 3 * KEPT + 100; i++) {
            add(log, i, i + 1);
            if (i % 100 == 0) {
                log.save();
            }
        }
        log.save();

        assertThat(store.approximateNumEntries()).isEqualTo(ClaimLog.PAGES + 1);
        ClaimedIds again = new ClaimedIds();
        new ClaimLog(store, again);
        int known = 0;
        for (int i = 3 * KEPT + 100 - KEPT / 2; i < 3 * KEPT + 100; i++) {
            known += again.claim(id(i), 7, 0) ? 0 : 1;
        }
        assertThat(known).isGreaterThan(KEPT / 2 - KEPT / 100);
        assertThat(again.claim(id(5), 7, 0)).isTrue();
    }

    @Test
    void bytesThatAreNoClaims_areOfNoHarm() {
        store.put("claims-next", new byte[] {-1, -1, -1, -1});
        store.put("claims-1023", new byte[100_000]);
        store.put("claims-0003", new byte[7]);
        ClaimLog log = new ClaimLog(store, new ClaimedIds());

        add(log, 0, 2_000);
        log.save();

        ClaimedIds again = new ClaimedIds();
        new ClaimLog(store, again);
        assertThat(again.claim(id(1_999), 1, 77)).isFalse();
    }

    /** They are in stores that live on. */
    @Test
    void namesOfIds_areThoseThatTheyAlwaysHad() {
        assertThat(ClaimedIds.hash("")).isEqualTo(0x8570e254d5cb36d5L);
        assertThat(ClaimedIds.hash("C1a2b3")).isEqualTo(0x72d8ded3d7080b27L);
        assertThat(ClaimedIds.hash("3-17")).isEqualTo(0xf6f067845ae233e7L);
        assertThat(ClaimedIds.hash("Gr\u00fc\u00dfe")).isEqualTo(0x3251e3b2becccc84L);
    }

    private static void add(ClaimLog log, int from, int to) {
        for (int i = from; i < to; i++) {
            log.add(ClaimedIds.hash(id(i).value()), ClaimedIds.record(0, i));
        }
    }

    private static FlowId id(int number) {
        return new FlowId("C" + number);
    }
}
