package dev.weir.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.broker.ChildJvm;
import dev.weir.broker.TestBroker;
import dev.weir.cli.CommandLineFixture;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files that can be read once only: pipes with a name, and standard input. */
@Tag("broker")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PipesTest {
    private static final int FLOWS = 2_000;

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @TempDir
    private Path folder;

    @Test
    void replay_ofPipesAndAFile_sendsEveryRecord() throws Exception {
        BROKER.createTopic("weir.flows", 1);
        Path file = Files.writeString(folder.resolve("flows.csv"), flows());
        Path first = pipe("first");
        Path second = pipe("second");
        CommandLineFixture weir = new CommandLineFixture(folder);
        CompletableFuture<Void> writers = write(first).thenCompose(done -> write(second));

        assertThat(weir.run(
                        "replay",
                        first.toString(),
                        file.toString(),
                        second.toString(),
                        "--json",
                        "--bootstrap-server",
                        BROKER.bootstrapServer()))
                .as(weir.err())
                .isZero();

        writers.get(10, TimeUnit.SECONDS);
        assertThat(new JsonMapper().readTree(weir.out()).get("records").asInt()).isEqualTo(3 * FLOWS);
        assertThat(BROKER.end("weir.flows", 0)).isEqualTo(3 * FLOWS);
    }

    @Test
    void evaluateAndTrain_ofAPipe_readEveryRecord() throws Exception {
        CommandLineFixture weir = new CommandLineFixture(folder);
        Path pipe = pipe("labelled");
        CompletableFuture<Void> writer = write(pipe);
        assertThat(weir.run("evaluate", pipe.toString())).as(weir.err()).isZero();
        writer.get(10, TimeUnit.SECONDS);
        assertThat(weir.out()).contains("labelled  " + FLOWS);

        writer = write(pipe);
        assertThat(weir.run(
                        "train", pipe.toString(), "-o", folder.resolve("m.weir").toString()))
                .as(weir.err())
                .isZero();
        writer.get(10, TimeUnit.SECONDS);
        assertThat(weir.out()).containsPattern("labelled +2,000 +2,000");
    }

    @Test
    void holdOutOfEachCategory_isRefusedForAPipe() throws Exception {
        CommandLineFixture weir = new CommandLineFixture(folder);
        assertThat(weir.run("evaluate", pipe("once").toString(), "--hold-out", "each"))
                .isEqualTo(2);
        assertThat(weir.err()).contains("a pipe can be read once only");
    }

    @Test
    void standardInput_isReadByEvaluateAndTrain() throws Exception {
        for (String command : new String[] {"evaluate -", "train - -o m.weir"}) {
            ProcessBuilder builder = new ProcessBuilder(
                            "bash",
                            "-c",
                            "\"$0\" -cp \"$1\" dev.weir.cli.Weir " + command,
                            java(),
                            ChildJvm.classPath())
                    .directory(folder.toFile())
                    .redirectErrorStream(true);
            Process process = builder.start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(flows().getBytes(StandardCharsets.UTF_8));
            }
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(out).isZero();
            assertThat(out).contains("standard input");
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private Path pipe(String name) throws IOException, InterruptedException {
        Path pipe = folder.resolve(name);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        return pipe;
    }

    private static CompletableFuture<Void> write(Path pipe) {
        return CompletableFuture.runAsync(() -> {
            try {
                Files.writeString(pipe, flows());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String flows() {
        StringBuilder csv = new StringBuilder("ts,id,src_ip,src_port,dst_ip,dst_port,proto,label\n");
        for (int i = 0; i < FLOWS; i++) {
            csv.append(1_700_000_000L + i)
                    .append(",P")
                    .append(i)
                    .append(",10.0.0.1,40000,10.1.0.1,")
                    .append(i % 2 == 0 ? "22,tcp,malicious\n" : "443,tcp,benign\n");
        }
        return csv.toString();
    }
}
