package dev.weir.stream.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.stream.MemoryStores;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoredHostStatesTest {
    private static final int MORE_THAN_IN_MEMORY = 20_000;

    private final KeyValueStore<String, byte[]> store =
            MemoryStores.add(new MockProcessorContext<Void, Void>(), "hosts", Serdes.ByteArray());
    private final StoredHostStates hosts = new StoredHostStates(store, new HostMemory(4 << 20));

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void save_writesEachHostOnce_asItWasLast_andNothingTwice() {
        byte[] state = {1};
        hosts.put("a", state);
        state[0] = 2;
        hosts.put("a", state);
        assertThat(stored()).isEmpty();

        hosts.save();
        assertThat(stored()).containsExactly("a=2");
        store.put("a", new byte[] {9});
        hosts.save();

        assertThat(stored()).containsExactly("a=9");
    }

    @Test
    void remove_takesAHostFromTheStoreToo_saved_orNot() {
        hosts.put("a", new byte[] {1});
        hosts.save();
        hosts.put("b", new byte[] {2});

        hosts.remove("a");
        hosts.remove("b");
        hosts.save();

        assertThat(stored()).isEmpty();
        assertThat(hosts.get("a")).isNull();
        assertThat(hosts.get("b")).isNull();
    }

    @Test
    void put_afterTheHostHadToLeaveMemory_isNotLost() {
        store.put("a", new byte[] {1});
        hosts.get("a");
        for (int i = 0; i < MORE_THAN_IN_MEMORY; i++) {
            hosts.put("h" + i, new byte[] {0});
        }

        hosts.put("a", new byte[] {2});
        hosts.save();

        assertThat(StoredHostStates.read(store.get("a"))).containsExactly(2);
        assertThat(hosts.get("a")).containsExactly(2);
    }

    @Test
    void floodOfHostsBetweenTwoCommits_isSavedMeanwhile_notHeldInMemory() {
        for (int i = 0; i < 5 * MORE_THAN_IN_MEMORY; i++) {
            hosts.put("h" + i, new byte[] {1});
        }
        int evicted = 5 * MORE_THAN_IN_MEMORY - 16_384;

        assertThat(store.approximateNumEntries()).isGreaterThan(evicted);
        hosts.save();
        assertThat(store.approximateNumEntries()).isEqualTo(5 * MORE_THAN_IN_MEMORY);
    }

    @Test
    void hostThatWasRemoved_isNotAskedOfTheStore_evenWhenItHadToLeaveMemory() {
        hosts.put("a", new byte[] {1});
        hosts.save();
        hosts.remove("a");
        hosts.save();
        assertThat(stored()).isEmpty();
        store.put("a", new byte[] {9});
        for (int i = 0; i < MORE_THAN_IN_MEMORY; i++) {
            hosts.put("h" + i, new byte[] {0});
        }

        assertThat(hosts.get("a")).isNull();
    }

    @Test
    void put_afterRemove_isAHostAgain() {
        hosts.put("a", new byte[] {1});
        hosts.get("a");
        hosts.remove("a");

        hosts.put("a", new byte[] {2});
        hosts.save();

        assertThat(stored()).containsExactly("a=2");
    }

    @Test
    void moreHostsThanInMemory_areAllFoundAsTheyWereLast() {
        for (int i = 0; i < MORE_THAN_IN_MEMORY; i++) {
            hosts.put("h" + i, new byte[] {(byte) i});
        }
        for (int i = 0; i < MORE_THAN_IN_MEMORY; i++) {
            assertThat(hosts.get("h" + i)).containsExactly((byte) i);
        }

        hosts.save();

        assertThat(stored()).hasSize(MORE_THAN_IN_MEMORY);
    }

    @Test
    void get_ofAHostInTheStore_isAsStored_andUnknownIsNull() {
        store.put("a", new byte[] {7});

        assertThat(hosts.get("a")).containsExactly(7);
        assertThat(hosts.get("b")).isNull();
    }

    @Test
    void hostsThatHadToLeaveMemory_areNotAskedOfTheStore_whileThereIsRoomForThemAsTheyAreKept() {
        for (int i = 0; i < MORE_THAN_IN_MEMORY; i++) {
            hosts.put("h" + i, new byte[] {7});
        }
        hosts.save();
        store.put("h0", new byte[] {9});

        assertThat(hosts.get("h0")).containsExactly(7);
    }

    @Test
    void close_givesTheMemoryToOthers() {
        HostMemory one = new HostMemory(HostMemory.BLOCK_BYTES);
        StoredHostStates first = new StoredHostStates(store, one);
        first.put("a", new byte[] {1});
        first.save();
        assertThat(one.take()).isNull();

        first.close();

        assertThat(one.take()).isNotNull();
    }

    private List<String> stored() {
        List<String> found = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                found.add(entry.key + "=" + Objects.requireNonNull(StoredHostStates.read(entry.value))[0]);
            }
        }
        return found;
    }
}
