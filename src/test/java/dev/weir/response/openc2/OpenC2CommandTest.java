package dev.weir.response.openc2;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.flow.Host;
import dev.weir.response.Action;
import dev.weir.response.ResponsePlan;
import dev.weir.response.Steps;
import dev.weir.response.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenC2CommandTest {
    private static final Path OWN = Path.of("src/test/resources/openc2");
    /** Commands and responses of a plugfest, where the machine has them. */
    private static final Path PLUGFEST = Path.of("../shared/data/formats/openc2");

    static List<Path> good() throws IOException {
        return files(OWN.resolve("good"));
    }

    static List<Path> bad() throws IOException {
        return files(OWN.resolve("bad"));
    }

    @ParameterizedTest
    @MethodSource("good")
    void goodCommand_isRead_andWrittenAsItWas(Path file) throws Exception {
        OpenC2Command command = CommandReader.read(Files.readAllBytes(file));

        assertThat(CommandReader.read(command.toBytes())).hasToString(command.toString());
    }

    @ParameterizedTest
    @MethodSource("bad")
    void badCommand_isRefusedWithAReason(Path file) {
        assertThatExceptionOfType(OpenC2Exception.class)
                .isThrownBy(() -> CommandReader.read(Files.readAllBytes(file)))
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
    }

    @Test
    void plugfest_isReadAsItSays() throws Exception {
        assumeTrue(Files.isDirectory(PLUGFEST), PLUGFEST + " is not here");
        int read = 0;
        for (Path file : files(PLUGFEST)) {
            boolean isGood = requireNonNull(file.getParent()).endsWith("good");
            boolean isRead = isRead(file);
            assertThat(isRead).as(file.toString()).isEqualTo(isGood);
            read += isRead ? 1 : 0;
        }
        assertThat(read).isGreaterThan(40);
    }

    private static boolean isRead(Path file) throws IOException {
        byte[] json = Files.readAllBytes(file);
        try {
            if (file.toString().contains("/responses/")) {
                OpenC2Response.read(json);
            } else {
                CommandReader.read(json);
            }
            return true;
        } catch (OpenC2Exception e) {
            System.out.println(file.getFileName() + ": " + e.getMessage());
            return false;
        }
    }

    @Test
    void denial_isSaidInTheProfileForPacketFilters_andTakenBackByItsNumber() throws Exception {
        ResponsePlan plan = plan(Action.DENY, Target.of(new Host("198.51.100.7")), null);

        assertThat(Commands.execute(plan).orElseThrow())
                .hasToString("{\"action\":\"deny\",\"target\":{\"ipv4_net\":\"198.51.100.7\"},"
                        + "\"args\":{\"duration\":3600000,\"response_requested\":\"complete\",\"slpf\":{\"drop_process\":\"none\","
                        + "\"direction\":\"both\",\"insert_rule\":1193046}},\"actuator\":{\"slpf\":{}},"
                        + "\"command_id\":\"r-0123456789abcdef\"}");
        assertThat(Commands.undo(plan).orElseThrow().toString())
                .contains("\"slpf:rule_number\":1193046", "\"command_id\":\"r-0123456789abcdef-undo\"");
    }

    @Test
    void everyCommandOfWeir_isOneThatWeirReads() throws Exception {
        Target pair = new Target(new Host("2001:db8::1"), new Host("2001:db8::2"));
        for (ResponsePlan plan : List.of(
                plan(Action.DENY, pair, null),
                plan(Action.CONTAIN, Target.of(new Host("10.0.0.5")), null),
                plan(Action.REDIRECT, Target.of(new Host("10.0.0.5")), "192.0.2.1"),
                plan(Action.INVESTIGATE, Target.of(new Host("a-name")), null))) {
            OpenC2Command command = Commands.execute(plan).orElseThrow();
            assertThat(CommandReader.read(command.toBytes())).hasToString(command.toString());
            OpenC2Command undo = Commands.undo(plan).orElseThrow();
            assertThat(CommandReader.read(undo.toBytes())).hasToString(undo.toString());
        }
        assertThat(Commands.execute(plan(Action.NOTIFY, pair, null))).isEmpty();
        assertThat(Commands.execute(plan(Action.DENY, Target.of(new Host("a-name")), null)))
                .isEmpty();
    }

    @Test
    void response_tellsTheNumberOfTheRule() throws Exception {
        byte[] json = "{\"status\":200,\"results\":{\"slpf\":{\"rule_number\":1234}}}".getBytes(StandardCharsets.UTF_8);

        assertThat(OpenC2Response.read(json).ruleNumber()).hasValue(1234);
        assertThatExceptionOfType(OpenC2Exception.class)
                .isThrownBy(() -> OpenC2Response.read("{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8)));
    }

    private static ResponsePlan plan(Action action, Target target, @Nullable String to) {
        return Steps.approved("r-0123456789abcdef", action, target, List.of(), to, Instant.EPOCH, Duration.ofHours(1))
                .plan();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
