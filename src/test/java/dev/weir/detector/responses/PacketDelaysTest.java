package dev.weir.detector.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.broker.TestBroker;
import dev.weir.cli.settings.EffectOf;
import dev.weir.response.executor.Namespaces;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Real packets stop after a flow that alerts, and flow again after a benign verdict; {@code scripts/dev packets} measures how soon. */
@Tag("broker")
class PacketDelaysTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @Test
    @EffectOf("response.nftables")
    void packetsStopAfterAnAlert_andFlowAgainAfterABenignVerdict(@TempDir Path folder) throws Exception {
        String missing = Namespaces.missing();
        if (!missing.isEmpty()) {
            System.out.println("PacketDelaysTest is skipped: " + missing);
        }
        assumeTrue(missing.isEmpty(), missing);

        Map<String, List<Double>> millis = PacketDelays.run(BROKER, folder, 3);

        PacketDelays.print(millis);
        assertThat(millis.get(PacketDelays.BLOCKED)).hasSize(3);
        assertThat(millis.get(PacketDelays.FLOWING)).hasSize(3);
    }
}
