package dev.weir.detector.responses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ResponseStandingTest {
    @Test
    void concern_namesExecutorsThatFail_andWhatWaits() {
        ResponseStanding standing =
                new ResponseStanding(true, 1, 0, Map.of("nftables", "no right", "crowdsec", "gone"));

        assertThat(standing.concern())
                .hasValue(
                        "the executor crowdsec fails and is tried again: gone; the executor nftables fails and is tried"
                                + " again: no right; 1 proposed response waits for a person: weir responses");
    }

    @Test
    void concern_ofWhatGoesWell_isEmpty() {
        assertThat(new ResponseStanding(true, 0, 7, Map.of()).concern()).isEmpty();
        assertThat(ResponseStanding.of(null, Map.of()).concern()).isEmpty();
    }
}
