package dev.weir.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.flow.Host;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TellingIdTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.5-10.0.0.1-49152-443-6, 10.0.0.5, true",
        "10.0.0.1-10.0.0.5, 10.0.0.5, true",
        "tcp/10-0-0-5/443, 10.0.0.5, true",
        "10_0_0_5:443, 10.0.0.5, true",
        "2001:DB8::A5|443, 2001:db8::a5, true",
        "x-Printer.lan-7, printer.lan, true",
        "10.0.0.55-443, 10.0.0.5, false",
        "110.0.0.5-443, 10.0.0.5, false",
        "C10n4v2L6nE0uEeXy9, 10.0.0.5, false",
        "CHhAvVGS1DHFjwGM9, h, false",
        "'', 10.0.0.5, false",
        "vlan7--443, '::', false",
        "--, .., false",
        "::-ff02::1, ff02::1, true"
    })
    void id_namesAHost_inAnyCaseAndWithAnyMarks(String id, String host, boolean names) {
        assertThat(TellingId.names(id, new Host(host))).isEqualTo(names);
    }
}
