package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
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
        CommandLine line = Weir.commandLine(Map.of(), RunningDetector::start)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        String[] all = new String[arguments.length + 1];
        all[0] = "evaluate";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return line.execute(all);
    }
}
