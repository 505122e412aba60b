package dev.weir.cli.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.cli.Weir;
import dev.weir.service.DetectorStart;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvaluateCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void missingFile_failsAndIsNamed() {
        assertThat(execute("nowhere.csv")).isEqualTo(1);
        assertThat(err.toString()).contains("nowhere.csv");
    }

    @Test
    void wrongProtocol_isWrongUse() throws IOException {
        assertThat(execute(flows().toString(), "--protocol", "triage:1")).isEqualTo(2);
        assertThat(err.toString()).contains("triage:WINDOW:TOP:AUDIT");
        assertThat(execute(flows().toString(), "--unknown", "malicious")).isEqualTo(2);
        assertThat(execute(flows().toString(), "--thin-malicious", "0")).isEqualTo(2);
    }

    @Test
    void labelledFile_isReportedAsTable_json_andPicture() throws IOException {
        Path json = folder.resolve("report.json");
        Path plot = folder.resolve("report.png");
        assertThat(execute(
                        flows().toString(), "--protocol", "full", "--json", json.toString(), "--plot", plot.toString()))
                .isZero();
        assertThat(out.toString()).contains("flows.csv");
        assertThat(new ObjectMapper().readTree(json.toFile()).get("labels_used").asInt())
                .isEqualTo(4);
        assertThat(Files.readAllBytes(plot)).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void eachCategoryHeldOut_isMeasuredInTurn_andPrintedSafely() throws IOException {
        Path flows = Files.writeString(folder.resolve("families.csv"), """
                ts,src_ip,dst_ip,dst_port,proto,label,category
                1,10.0.0.1,10.0.0.2,80,tcp,benign,web
                2,10.0.0.3,10.0.0.2,22,tcp,malicious,guess
                3,10.0.0.1,10.0.0.2,80,tcp,benign,web
                4,10.0.0.3,10.0.0.2,23,tcp,malicious,\u001b[2Jscan\u202e
                5,10.0.0.3,10.0.0.2,24,tcp,malicious,\u001b[2Jscan\u202e
                """);
        Path json = folder.resolve("report.json");
        assertThat(execute(flows.toString(), "--protocol", "full", "--hold-out", "each", "--json", json.toString()))
                .isZero();
        assertThat(out.toString())
                .contains("guess", "\\u001b[2Jscan\\u202e", "mean")
                .doesNotContain("\u001b", "\u202e");
        assertThat(Files.readString(json)).doesNotContain("\u001b", "\u202e");
        JsonNode report = new ObjectMapper().readTree(json.toFile());
        assertThat(report.findValuesAsText("held_out_flows")).containsExactly("2", "1");
        assertThat(report.findValuesAsText("labels_used")).containsExactly("3", "4");
        double mean = report.get("held_out").findValues("held_out_recall_at_fpr_1pct").stream()
                .mapToDouble(JsonNode::asDouble)
                .average()
                .orElseThrow();
        assertThat(report.get("mean_held_out_recall_at_fpr_1pct").asDouble()).isEqualTo(mean);
    }

    @Test
    void eachCategoryHeldOut_ofAFileWithoutCategories_failsAndSaysSo() throws IOException {
        assertThat(execute(flows().toString(), "--hold-out", "each")).isEqualTo(1);
        assertThat(err.toString()).contains("flows.csv names no category of malicious flows");
        assertThat(execute(flows().toString(), "--hold-out", "each", "--continue"))
                .isEqualTo(2);
    }

    @Test
    void suite_isMeasured_keptAndComparedWith() throws IOException {
        flows();
        Path json = folder.resolve("suite.json");
        assertThat(execute(
                        "--suite", folder.toString(), "--seeds", "2", "--slow-hours", "2", "--json", json.toString()))
                .isZero();
        assertThat(out.toString()).contains("whole", "without verdicts", "flows", "slow attacks, simulated");
        assertThat(execute("--suite", folder.toString(), "--slow-hours", "0", "--against", json.toString()))
                .isZero();
        assertThat(out.toString()).contains("change", "+0.0000");
        assertThat(execute("--suite", folder.toString(), "--seeds", "1", "--verdict-by-verdict"))
                .isZero();
        assertThat(out.toString()).contains("the better of prior alone and learned alone");
        assertThat(execute("--leave-one-out", json.toString(), json.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("two builds");
    }

    @Test
    void everyKindOfWrongVerdicts_isMeasuredWithTrustAndHoldsAndWithout() throws IOException {
        String flows = flows().toString();
        assertThat(execute("--suite", folder.toString(), "--seeds", "1", "--poison", "each"))
                .isZero();
        assertThat(out.toString())
                .contains(
                        "honest", "flip:0.4", "target:first", "trigger:15", "tired:0.1", "turn:100", "Honest lessons");
        assertThat(execute(flows, "--poison", "each")).isEqualTo(2);
        assertThat(execute("--suite", folder.toString(), "--poison", "each", "--count-alike"))
                .isEqualTo(2);
    }

    @Test
    void suite_usedWrongly_saysSo() throws IOException {
        String flows = flows().toString();
        assertThat(execute()).isEqualTo(2);
        assertThat(execute("--suite", folder.toString(), flows)).isEqualTo(2);
        assertThat(execute("--suite", folder.toString(), "--seeds", "0")).isEqualTo(2);
        assertThat(execute("--suite", folder.toString(), "--slow-hours", "241")).isEqualTo(2);
        assertThat(execute("--seeds", "2")).isEqualTo(2);
        assertThat(execute("--suite", folder.toString(), "--verdict-by-verdict", "--json", "x.json"))
                .isEqualTo(2);
        assertThat(execute("--suite", folder.resolve("nowhere").toString())).isEqualTo(1);
        assertThat(execute("--suite", folder.toString(), "--slow-hours", "0", "--against", flows))
                .isEqualTo(1);
        assertThat(err.toString()).contains("flows.csv cannot be used");
    }

    private Path flows() throws IOException {
        return Files.writeString(folder.resolve("flows.csv"), """
                ts,src_ip,dst_ip,dst_port,proto,label
                1,10.0.0.1,10.0.0.2,80,tcp,benign
                2,10.0.0.3,10.0.0.2,22,tcp,malicious
                3,10.0.0.1,10.0.0.2,80,tcp,benign
                4,10.0.0.3,10.0.0.2,23,tcp,malicious
                """);
    }

    private int execute(String... arguments) {
        CommandLine line = Weir.commandLine(Map.of(), DetectorStart::start)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        String[] all = new String[arguments.length + 1];
        all[0] = "evaluate";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return line.execute(all);
    }
}
