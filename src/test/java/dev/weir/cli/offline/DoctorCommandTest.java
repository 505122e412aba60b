package dev.weir.cli.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.cli.CommandLineFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    private static final String GOOD = """
            {"ts":1767315845,"uid":"Ca","id.orig_h":"10.0.0.1","id.resp_h":"192.0.2.9","id.resp_p":445,"proto":"tcp",\
            "duration":1,"orig_bytes":1,"resp_bytes":2,"conn_state":"SF","history":"Sh"}
            """;
    private static final String ONE_WAY = """
            {"ip_src":"10.0.0.1","ip_dst":"192.0.2.9","ip_proto":"tcp","bytes":1,"sampling_rate":100}
            """;

    @TempDir
    private Path folder;

    private CommandLineFixture weir;

    @BeforeEach
    void prepare() {
        weir = new CommandLineFixture(folder);
    }

    @Test
    void goodFile_isHealthy() throws IOException {
        assertThat(weir.run("doctor", file(GOOD))).isZero();
        assertThat(weir.out()).contains("1 record, 1 flow", "zeek 1", "history", "conn_state", "2026-01-02T01:04:05Z");
    }

    @Test
    void lostRecords_areCountedAndShownHarmless() throws IOException {
        String hostile = "{\"src_ip\":\"\\u001b[2J\u001b[2J\",\"dst_ip\":\"b\",\"proto\":\"tcp\",\"ts\":1}\n";
        String path = file(GOOD + GOOD + hostile + "{\"event_type\":\"dns\",\"flow_id\":1,\"src_ip\":\"a\"}\n");
        assertThat(weir.run("doctor", path)).isEqualTo(1);
        assertThat(weir.out())
                .contains(
                        "invalid_field: 1 records, 25.00 %",
                        "line 3 ", "not_a_flow: 1 records, 25.00 %, which were never flows")
                .contains("1 of 4 records cannot be read as flows", "Ids come more than once")
                .doesNotContain("\u001b");
    }

    @Test
    void json_saysTheSame() throws IOException {
        assertThat(weir.run("doctor", file(ONE_WAY + "junk\n"), "--json")).isEqualTo(1);
        JsonNode json = new ObjectMapper().readTree(weir.out());
        assertThat(json.path("flows").asLong()).isEqualTo(1);
        assertThat(json.path("one_way").asLong()).isEqualTo(1);
        assertThat(json.path("sampled").asBoolean()).isTrue();
        assertThat(json.path("formats").path("pmacct").asLong()).isEqualTo(1);
        assertThat(json.path("dead_letters").get(0).path("reason").asText()).isEqualTo("unknown_format");
        assertThat(json.path("dead_letters")
                        .get(0)
                        .path("samples")
                        .get(0)
                        .path("line")
                        .asLong())
                .isEqualTo(2);
        assertThat(json.path("advice").toString()).contains("one direction", "sampled", "No connection state");
    }

    @Test
    void fileWithoutAFlow_orNone_isSaid() throws IOException {
        assertThat(weir.run("doctor", file("hello\n"))).isEqualTo(1);
        assertThat(weir.out()).contains("No record is a flow");
        assertThat(weir.run("doctor", file(""))).isEqualTo(1);
        assertThat(weir.out()).contains("holds no record");
        assertThat(weir.run("doctor", folder.resolve("absent").toString())).isEqualTo(1);
        assertThat(weir.err()).contains("absent");
        assertThat(weir.run("doctor")).isEqualTo(2);
    }

    @Test
    void formats_areListed() throws IOException {
        assertThat(weir.run("formats")).isZero();
        assertThat(weir.out()).contains("suricata", "found by", "cannot tell");
        assertThat(weir.run("formats", "--json")).isZero();
        assertThat(new ObjectMapper().readTree(weir.out())).hasSizeGreaterThan(11);
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("flows.log"), content).toString();
    }
}
