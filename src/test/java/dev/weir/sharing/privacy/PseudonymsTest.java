package dev.weir.sharing.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.flow.Host;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymsTest {
    private static final long NOW = 1_700_000_000_000_000L;

    private final Pseudonyms pseudonyms = new Pseudonyms(MasterKey.of(new byte[32]), Duration.ZERO);

    @Test
    void twoAddresses_haveAsMuchInCommonAsBefore() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            int one = random.nextInt();
            int other = one ^ (random.nextInt() >>> random.nextInt(32));
            if (one >>> 28 != 14 && other >>> 28 != 14) {
                assertThat(inCommon(of(one), of(other))).isEqualTo(Integer.numberOfLeadingZeros(one ^ other));
            }
        }
    }

    @Test
    void hosts_haveEachOneOfTheirOwn() {
        Set<Host> seen = new HashSet<>();
        for (int i = 0; i < 4_096; i++) {
            seen.add(pseudonyms.of(new Host("10.0." + i / 256 + "." + i % 256), NOW));
        }
        assertThat(seen).hasSize(4_096);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"224.0.0.251", "255.255.255.255", "ff02::fb", "01:00:5e:00:00:fb", "ff:ff:ff:ff:ff:ff", "::1"})
    void groups_stay(String group) {
        assertThat(pseudonyms.of(new Host(group), NOW).text())
                .satisfiesAnyOf(
                        text -> assertThat(text).isEqualTo(group),
                        text -> assertThat(text).isIn("::", "::1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8", "224.0.0.0/4"})
    void classes_areKept(String network) {
        Random random = new Random(2);
        IPAddress block = new IPAddressString(network).getAddress();
        for (int i = 0; i < 2_000; i++) {
            int any = i % 2 == 0 ? random.nextInt() : block.getLower().toIPv4().intValue() ^ random.nextInt() >>> 16;
            boolean isIn = block.contains(new IPAddressString(dotted(any)).getAddress());
            assertThat(block.contains(new IPAddressString(dotted(of(any))).getAddress()))
                    .isEqualTo(isIn);
            assertThat((of(any) & 255) == 255).isEqualTo((any & 255) == 255);
        }
    }

    @Test
    void namesAndMacs_arePseudonymsToo() {
        assertThat(pseudonyms.of(new Host("printer.example"), NOW).text()).matches("h-[0-9a-f]{16}");
        assertThat(pseudonyms.of(new Host("02:42:ac:11:00:02"), NOW).text())
                .matches("[0-9a-f][26ae](:[0-9a-f]{2}){5}")
                .isNotEqualTo("02:42:ac:11:00:02");
    }

    @Test
    void rotation_changesThem() {
        Pseudonyms rotating = new Pseudonyms(MasterKey.of(new byte[32]), Duration.ofDays(1));
        Host host = new Host("203.0.113.9");
        long day = Duration.ofDays(1).toSeconds() * 1_000_000;

        assertThat(rotating.of(host, NOW)).isEqualTo(rotating.of(host, NOW + 1));
        assertThat(rotating.of(host, NOW)).isNotEqualTo(rotating.of(host, NOW + day));
        assertThat(rotating.of(host, NOW)).isNotEqualTo(host);
    }

    @Test
    void addressesInTexts_areReplaced() throws IOException {
        String tree = pseudonyms
                .inTree(
                        new ObjectMapper()
                                .readTree(
                                        "{\"src_ip\":\"printer\",\"why\":\"203.0.113.9 asked 2001:db8::7, at 12:30:01\","
                                                + "\"openc2\":{\"target\":{\"ipv4_net\":\"203.0.113.9\"}},\"score\":0.5}"),
                        NOW)
                .toString();

        assertThat(tree)
                .doesNotContain("203.0.113.9", "2001:db8", "printer")
                .contains(
                        "at 12:30:01",
                        pseudonyms.of(new Host("203.0.113.9"), NOW).text(),
                        "\"score\":0.5");
    }

    @Test
    void key_isMadeOnceForItsOwnerAlone(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("key");
        MasterKey made = MasterKey.at(file);

        assertThat(MasterKey.at(file).ofSpan(3)).isEqualTo(made.ofSpan(3));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.writeString(file, "short");
        assertThatThrownBy(() -> MasterKey.at(file)).hasMessageContaining("64 hexadecimal digits");
    }

    private int of(int address) {
        return new IPAddressString(pseudonyms.of(new Host(dotted(address)), NOW).text())
                .getAddress()
                .toIPv4()
                .intValue();
    }

    private static int inCommon(int one, int other) {
        return Integer.numberOfLeadingZeros(one ^ other);
    }

    private static String dotted(int address) {
        return (address >>> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }
}
