package dev.weir.detector.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A few of the kills that {@code scripts/dev kills} makes a hundred of. */
@Tag("broker")
class KilledResponsesTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @Test
    void kill9_whileResponsesAreMadeApprovedExpiredAndUndone_leavesDoublesAndLosesNoRule(@TempDir Path folder)
            throws IOException {
        assertThat(KilledResponses.run(BROKER, folder, Integer.getInteger("response.kills", 3), 1, System.out))
                .isEmpty();
    }
}
