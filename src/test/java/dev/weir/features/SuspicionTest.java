package dev.weir.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SuspicionTest {
    private final FeatureExtractor extractor =
            new FeatureExtractor(FeatureSettings.defaults(), new HeapHostStates(1000), new HeapHostStates(1000));
    private final FeatureVector vector = new FeatureVector(extractor.schema());

    @Test
    void ordinaryBrowsing_isUnsuspicious() {
        for (int i = 0; i < 100; i++) {
            extractor.extract(Flows.tcp(10 * i, "desk", "site" + i % 10, 443), vector);
        }
        assertThat(suspicion()).isLessThan(-3);
    }

    @Test
    void portScan_isMoreSuspiciousThanBrowsing() {
        for (int port = 1; port <= 100; port++) {
            extractor.extract(Flows.unanswered(0.1 * port, "scanner", "victim", port), vector);
        }
        assertThat(suspicion()).isPositive();
    }

    @Test
    void administration_isUnsuspicious() {
        for (int i = 0; i < 50; i++) {
            extractor.extract(Flows.tcp(60 * i, "desk", "server" + i % 5, 22), vector);
        }
        assertThat(suspicion()).isLessThan(-3);
    }

    /** Many flows to one host are a sign only where they go unanswered. */
    @Test
    void busyServer_isUnsuspicious_andAFloodThatItDoesNotAnswerIsNot() {
        for (int i = 0; i < 2_000; i++) {
            extractor.extract(Flows.tcp(0.01 * i, "client" + i % 20, "server", 443), vector);
        }
        assertThat(suspicion()).isLessThan(-3);
        for (int i = 0; i < 500; i++) {
            extractor.extract(Flows.unanswered(20 + 0.01 * i, "bot", "server", 80), vector);
        }
        assertThat(suspicion()).isGreaterThan(-2);
    }

    @Test
    void sweepOfOnePort_isMoreSuspiciousThanBrowsing() {
        for (int host = 0; host < 40; host++) {
            extractor.extract(
                    host % 2 == 0
                            ? Flows.unanswered(0.1 * host, "scanner", "host" + host, 443)
                            : Flows.tcp(0.1 * host, "scanner", "host" + host, 443),
                    vector);
        }
        assertThat(suspicion()).isGreaterThan(-1);
    }

    @Test
    void guessingAtPasswords_isMoreSuspiciousThanTheSameNumberOfPages() {
        for (int i = 0; i < 40; i++) {
            extractor.extract(Flows.tcp(i, "desk", "site", 443), vector);
        }
        float pages = suspicion();
        for (int i = 0; i < 40; i++) {
            extractor.extract(Flows.tcp(i, "guesser", "server", 22), vector);
        }
        assertThat(suspicion()).isGreaterThan(pages + 2);
    }

    private float suspicion() {
        return vector.get(extractor.schema().position("suspicion"));
    }
}
