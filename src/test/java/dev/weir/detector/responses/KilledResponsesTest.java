package dev.weir.detector.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A few of the kills that {@code scripts/dev kills} makes a hundred of. */
@Tag("broker")
class KilledResponsesTest {
    /** Generous, since what else a machine does must fail no test: that 5 s hold is what the command measures. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @Test
    void kill9_whileResponsesAreMadeApprovedExpiredAndUndone_leavesDoublesAndLosesNoRule(@TempDir Path folder)
            throws IOException {
        assertThat(KilledResponses.run(BROKER, folder, 3, 1, PATIENCE, System.out))
                .isEmpty();
    }
}
