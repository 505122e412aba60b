package dev.weir.stream.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PackedHostsTest {
    private final HostMemory memory = new HostMemory(3 * HostMemory.BLOCK_BYTES);
    private final PackedHosts hosts = new PackedHosts(memory);

    @Test
    void get_isWhatWasPutLast_longerOrShorter() {
        for (int length : new int[] {40, 40, 44, 300, 2, 65_000, 9}) {
            byte[] state = state(length, length);
            hosts.put("10.0.0.1", SparseBytes.write(state));

            assertThat(hosts.get("10.0.0.1")).isEqualTo(state);
        }
        assertThat(hosts.get("10.0.0.2")).isNull();
        assertThat(hosts.get("")).isNull();
    }

    @Test
    void moreThanThereIsRoomFor_driveOutTheOldest_andNothingIsEverMistaken() {
        Map<String, byte[]> put = new HashMap<>();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 60_000; i++) {
            String host = "10.1." + random.nextInt(256) + "." + random.nextInt(256);
            byte[] state = state(random.nextInt(20, 260), i);
            hosts.put(host, SparseBytes.write(state));
            put.put(host, state);
        }

        int found = 0;
        for (int i = 0; i < 1 << 16; i++) {
            String host = "10.1." + (i >>> 8) + "." + (i & 0xff);
            byte[] state = hosts.get(host);
            if (state != null) {
                assertThat(state).isEqualTo(put.get(host));
                found++;
            }
        }
        assertThat(found).isBetween(8_000, put.size() - 1);
        assertThat(memory.take()).isNull();
    }

    @Test
    void thousandsOfHosts_areAllFound_whileThereIsRoom() {
        int count = 15_000;
        for (int i = 0; i < count; i++) {
            hosts.put("h" + i, SparseBytes.write(state(120, i)));
        }

        // A row of the index may be full by chance.
        assertThat(IntStream.range(0, count).filter(i -> hosts.get("h" + i) != null))
                .hasSizeGreaterThan(count * 99 / 100);
    }

    /** Names that an attacker has chosen to meet in one row are at most as many as it has places. */
    @Test
    void hostsThatMeetInARow_driveOutOneAnother_andNobodyElse() {
        hosts.put("10.0.0.1", SparseBytes.write(new byte[] {1}));
        long row = ClaimedIds.hash("10.0.0.1") >>> 20 & 0x7f;
        List<String> met = IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "x" + i)
                .filter(host -> (ClaimedIds.hash(host) >>> 20 & 0x7f) == row)
                .limit(100)
                .toList();
        for (String host : met) {
            hosts.put(host, SparseBytes.write(new byte[] {2}));
            assertThat(hosts.get(host)).containsExactly(2);
        }

        assertThat(met.stream().filter(host -> hosts.get(host) != null)).hasSize(8);
        assertThat(hosts.get("10.0.0.1")).isNull();
    }

    @Test
    void namesThatDoNotFit_areLeftToTheStore() {
        String longest = "h".repeat(255);
        hosts.put(longest, SparseBytes.write(new byte[] {1}));
        hosts.put(longest + "h", SparseBytes.write(new byte[] {2}));
        hosts.put("h\u00e9", SparseBytes.write(new byte[] {3}));
        hosts.put("h\u01e9", SparseBytes.write(new byte[] {3}));

        assertThat(hosts.get(longest)).containsExactly(1);
        assertThat(hosts.get(longest + "h")).isNull();
        assertThat(hosts.get("h\u00e9")).isNull();
        assertThat(hosts.get("h\u01e9")).isNull();
    }

    @Test
    void withoutMemory_nothingIsHere() {
        PackedHosts none = new PackedHosts(new HostMemory(0));
        none.put("a", SparseBytes.write(new byte[] {1}));

        assertThat(none.get("a")).isNull();
    }

    @Test
    void close_givesAllBack_andForgets() {
        for (int i = 0; i < 30_000; i++) {
            hosts.put("h" + i, SparseBytes.write(state(200, i)));
        }

        hosts.close();

        assertThat(hosts.get("h29999")).isNull();
        for (int i = 0; i < 3; i++) {
            assertThat(memory.take()).isNotNull();
        }
        assertThat(memory.take()).isNull();
    }

    private static byte[] state(int length, int seed) {
        byte[] state = new byte[length];
        new SplittableRandom(seed).nextBytes(state);
        Arrays.fill(state, length / 2, length * 3 / 4, (byte) 0);
        return state;
    }
}
