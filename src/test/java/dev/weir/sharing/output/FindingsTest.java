package dev.weir.sharing.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.weir.sharing.CommunityId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other systems are told, held against what they publish, also where a sensor's words are hostile. */
class FindingsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVIL = "x|y=z\\\\] \\\"q\\\" \\n<134>1 forged\\r\\u0000\\u001b[2J\\u202e \\u2028é";
    private static final String ALERT = "{\"alert_id\":\"C1\",\"flow_id\":\"C2\",\"score\":0.93,\"model_version\":7,"
            + "\"scored_at\":1700000000123,\"ts\":1700000000.250000,\"src_ip\":\"10.0.0.5\",\"src_port\":40000,"
            + "\"dst_ip\":\"203.0.113.9\",\"dst_port\":443,\"proto\":\"tcp\",\"duration\":0.1,\"src_bytes\":100,\"dst_bytes\":5,"
            + "\"service\":\"ssl\",\"severity\":\"high\",\"rule\":\"threshold\",\"threshold\":0.5,\"kind\":\"ssl\",\"count\":3,"
            + "\"first_seen\":1700000000.250000,\"last_seen\":1700000060.000000,\"destinations\":2,\"threat\":\"beacon\","
            + "\"technique\":\"T1071\",\"technique_name\":\"Application Layer Protocol\",\"evidence\":\"every 60 s\"}";
    private static final String HOSTILE_ALERT = ALERT.replace("\"ssl\"", "\"" + EVIL + "\"")
            .replace("every 60 s", EVIL)
            .replace("\"C1\"", "\"" + EVIL + "\"")
            .replace("10.0.0.5", "AS65001")
            .replace("\"tcp\"", "\"" + EVIL + "\"");
    private static final String BARE_ALERT = "{\"alert_id\":\"0-1\",\"score\":1,\"ts\":5,\"src_ip\":\"fe80::1%eth0\","
            + "\"dst_ip\":\"ff02::1\",\"proto\":\"ipv6-icmp\",\"src_port\":99999,\"dst_bytes\":-4}";
    private static final String RESPONSE = "{\"response_id\":\"r-0123456789abcdef\",\"state\":\"active\","
            + "\"at\":\"2026-01-02T03:04:05Z\",\"by\":\"weir\",\"why\":\"rule a | b = c\",\"alert_id\":\"C1\",\"flow_id\":\"C2\","
            + "\"rule\":\"block\",\"reason\":\"high\",\"mode\":\"act\",\"action\":\"deny\",\"host\":\"203.0.113.9\","
            + "\"peer\":\"10.0.0.5\",\"seconds\":60,\"model_version\":7,\"score\":0.99,\"threshold\":0.5}";

    static Stream<String> records() {
        return Stream.of(ALERT, HOSTILE_ALERT, BARE_ALERT, RESPONSE);
    }

    @ParameterizedTest
    @MethodSource("records")
    void ocsf_holdsThePublishedSchema(String record) throws IOException {
        String written = written(OutputFormat.OCSF, record);

        assertThat(schema("ocsf-1.5.0-detection-finding").validate(written, InputFormat.JSON))
                .isEmpty();
        assertThat(JSON.readTree(written).path("class_uid").asInt()).isEqualTo(2004);
    }

    @ParameterizedTest
    @MethodSource("records")
    void ecs_hasPublishedFieldsAlone(String record) throws IOException {
        JsonNode written = JSON.readTree(written(OutputFormat.ECS, record));
        ObjectNode flat = JSON.createObjectNode();
        flatten("", written, flat);

        assertThat(schema("ecs-8.17.0-flat").validate(flat.toString(), InputFormat.JSON))
                .isEmpty();
        assertThat(written.path("ecs").path("version").asText()).startsWith("8.");
    }

    @ParameterizedTest
    @MethodSource("records")
    void syslog_isOneMessageOfTheRfc(String record) throws IOException {
        String value = "\"(?:[^\"\\\\\\]\\p{Cntrl}]|\\\\[\"\\\\\\]])*\"";

        assertThat(written(OutputFormat.SYSLOG, record))
                .matches("<16\\d>1 \\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z - weir - (alert|response) \\[weir@32473( [a-z_]+="
                        + value + ")+\\] \ufeff[^\\p{Cntrl}]*");
    }

    @ParameterizedTest
    @MethodSource("records")
    void cef_hasSevenFieldsInItsHeader(String record) throws IOException {
        String line = written(OutputFormat.CEF, record);
        String header = "(?:[^|\\\\\\p{Cntrl}]|\\\\[|\\\\])*";

        assertThat(line).matches("CEF:0(\\|" + header + "){6}\\|[^\\p{Cntrl}]*");
        String extension = line.split("(?<!\\\\)\\|", 8)[7];
        assertThat(extension).matches("(?:[a-zA-Z0-9]+=(?:[^=\\\\]|\\\\[=\\\\])*)+");
    }

    @ParameterizedTest
    @EnumSource(OutputFormat.class)
    void everyFormat_isOneLine(OutputFormat format) throws IOException {
        assertThat(written(format, HOSTILE_ALERT)).doesNotContain("\n", "\r");
    }

    @ParameterizedTest
    @EnumSource(
            value = OutputFormat.class,
            names = {"ECS", "OCSF", "SYSLOG", "CEF"})
    void alert_namesItsFlowAsOthersDo(OutputFormat format) throws IOException {
        String id = CommunityId.of("10.0.0.5", 40000, "203.0.113.9", 443, 6).orElseThrow();

        assertThat(written(format, ALERT)).contains(format == OutputFormat.CEF ? id.replace("=", "\\=") : id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "7",
                "{}",
                "{\"alert_id\":\"\"}",
                "{\"alert_id\":\"a\",\"score\":2,\"ts\":1}",
                "{\"response_id\":\"r\",\"score\":1}"
            })
    void whatIsNoFinding_isNone(String record) throws IOException {
        assertThat(Finding.of(JSON.readTree(record))).isEmpty();
    }

    private static String written(OutputFormat format, String record) throws IOException {
        return new String(format.write(Finding.of(JSON.readTree(record)).orElseThrow()), StandardCharsets.UTF_8);
    }

    private static Schema schema(String name) throws IOException {
        try (InputStream in = FindingsTest.class.getResourceAsStream("/schemas/" + name + ".json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static void flatten(String path, JsonNode node, ObjectNode into) {
        node.properties().forEach(entry -> {
            String key = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
            if (entry.getValue().isObject()) {
                flatten(key, entry.getValue(), into);
            } else {
                into.set(key, entry.getValue());
            }
        });
    }
}
