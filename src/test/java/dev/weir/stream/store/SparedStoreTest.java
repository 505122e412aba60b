package dev.weir.stream.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.stream.MemoryStores;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SparedStoreTest {
    private static final byte[] VALUE = {1};

    private final KeyValueStore<String, byte[]> store =
            MemoryStores.add(new MockProcessorContext<Void, Void>(), "hosts", Serdes.ByteArray());
    private int asked;

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void get_ofWhatWasThereBefore_isFound_duringTheWalkAndAfterIt() {
        for (int i = 0; i < 5_000; i++) {
            store.put("host" + i, VALUE);
        }
        SparedStore spared = new SparedStore(store);

        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 5_000; i++) {
                assertThat(spared.get("host" + i))
                        .as("host%s in round %s", i, round)
                        .isEqualTo(VALUE);
                assertThat(spared.get("nobody" + i)).isNull();
            }
        }
    }

    @Test
    void get_ofWhatIsNotThere_isSparedTheStore() {
        SparedStore spared = new SparedStore(counting());
        for (int i = 0; i < 10_000; i++) {
            spared.put("host" + i, VALUE);
        }
        asked = 0;

        for (int i = 0; i < 10_000; i++) {
            spared.get("nobody" + i);
        }

        assertThat(asked).isLessThan(100);
    }

    @Test
    void get_afterMoreKeysThanTheFilterWasMadeFor_andDeletions_isAsTheStoreSays() {
        SparedStore spared = new SparedStore(store);
        Map<String, byte[]> model = new HashMap<>();
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            String key = Integer.toString(random.nextInt(150_000));
            if (random.nextInt(4) == 0) {
                spared.delete(key);
                model.remove(key);
            } else {
                spared.put(key, VALUE);
                model.put(key, VALUE);
            }
            String other = Integer.toString(random.nextInt(200_000));
            if ((spared.get(other) == null) == model.containsKey(other)) {
                throw new AssertionError("at " + i + " the store lost or invented " + other);
            }
        }
    }

    /** The store, with questions counted. */
    @SuppressWarnings("unchecked")
    private KeyValueStore<String, byte[]> counting() {
        return (KeyValueStore<String, byte[]>) Proxy.newProxyInstance(
                SparedStoreTest.class.getClassLoader(),
                new Class<?>[] {KeyValueStore.class},
                (proxy, method, arguments) -> {
                    asked += method.getName().equals("get") ? 1 : 0;
                    return method.invoke(store, arguments);
                });
    }
}
