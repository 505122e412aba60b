package dev.weir.cli.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.desk.audit.RewrittenEntry;
import dev.weir.flow.Digests;
import dev.weir.sharing.privacy.NamedHost;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A bundle's audit is a chain: a changed record breaks it, one from which a host was taken by Weir does not. */
class BundleTest {
    private final List<byte[]> audit = new ArrayList<>();

    BundleTest() {
        String previous = "0".repeat(64);
        for (int number = 1; number <= 3; number++) {
            byte[] record = ("{\"writer\":\"one\",\"number\":" + number + ",\"previous\":\"" + previous
                            + "\",\"at\":\"2026-11-26T10:00:00Z\",\"who\":\"alice\",\"role\":\"analyst\",\"action\":\"label\","
                            + "\"details\":{\"comment\":\"10.0.0.5 is the printer\"}}")
                    .getBytes(StandardCharsets.UTF_8);
            audit.add(record);
            previous = Digests.sha256Hex(record);
        }
    }

    @Test
    void chain_holds_untilARecordIsChanged() {
        assertThat(Bundle.chain(audit).holds()).isTrue();

        audit.set(
                1,
                new String(audit.get(1), StandardCharsets.UTF_8)
                        .replace("printer", "scanner")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(Bundle.chain(audit).holds()).isFalse();
    }

    @Test
    void recordFromWhichAHostWasTaken_leavesTheChainWhole() {
        NamedHost host = NamedHost.of(List.of("10.0.0.5"));

        audit.set(1, RewrittenEntry.without(host, audit.get(1)).orElseThrow());

        assertThat(new String(audit.get(1), StandardCharsets.UTF_8)).doesNotContain("10.0.0.5");
        assertThat(Bundle.chain(audit).holds()).isTrue();
    }
}
