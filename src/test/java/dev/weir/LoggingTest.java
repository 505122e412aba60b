package dev.weir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The shipped logging settings against hostile messages. */
class LoggingTest {
    private static final String HOSTILE =
            "evil\r\n2026-01-01 ERROR Forged - all is well\u001b[2J\u009b31m\u0000\u202etxt\u2028end\u0007 \"q\" \\ é";

    private final Configuration configuration = load();

    @Test
    void textMessage_cannotForgeALineNorCommandATerminal() {
        String line = format("text", HOSTILE, null);
        assertThat(line.lines()).hasSize(1);
        assertThat(line)
                .endsWith("\n")
                .contains("WARN ", " Flow - evil\\r\\n2026")
                .contains("é");
        assertThat(printable(line)).isTrue();
    }

    @Test
    void textMessage_isNotLookedUpNorFormattedAgain() {
        assertThat(format("text", "${sys:user.name} ${jndi:ldap://x/} %m {}", null))
                .endsWith(" - ${sys:user.name} ${jndi:ldap://x/} %m {}\n");
    }

    @Test
    void textException_keepsItsLinesBehindABar() {
        String text = format("text", "failed", new IOException(HOSTILE, new IllegalStateException("root")));
        assertThat(text.lines().skip(1))
                .hasSizeGreaterThan(4)
                .allSatisfy(line -> assertThat(line).startsWith("  | "));
        assertThat(text)
                .contains("Caused by: java.lang.IllegalStateException: root")
                .endsWith("\n");
        assertThat(printable(text)).isTrue();
    }

    @Test
    void json_isOneObjectALineWithTheTextAsItWas() throws IOException {
        String line = format("json", HOSTILE, new IOException(HOSTILE));
        assertThat(line.lines()).hasSize(1);
        JsonNode event = new ObjectMapper().readTree(line);
        assertThat(event.get("message").asText()).isEqualTo(HOSTILE);
        assertThat(event.get("error").asText()).startsWith("java.io.IOException: evil");
        assertThat(event.get("level").asText()).isEqualTo("WARN");
        assertThat(event.get("logger").asText()).isEqualTo("dev.weir.flow.Flow");
        assertThat(event.get("time").asText()).isEqualTo("1970-01-01T00:00:01.000Z");
    }

    @Test
    void kafka_speaksOnlyOfErrors_andWeirOfMore() {
        assertThat(configuration
                        .getLoggerConfig("org.apache.kafka.clients.NetworkClient")
                        .getLevel())
                .isEqualTo(Level.ERROR);
        assertThat(configuration.getLoggerConfig("dev.weir.cli.Weir").getLevel())
                .isEqualTo(Level.INFO);
    }

    private static boolean printable(String text) {
        return text.codePoints()
                .allMatch(c -> c == '\n' || c == '\t' || (!Character.isISOControl(c) && c != 0x202e && c != 0x2028));
    }

    private String format(String appender, String message, @Nullable Throwable thrown) {
        LogEvent event = Log4jLogEvent.newBuilder()
                .setLoggerName("dev.weir.flow.Flow")
                .setLevel(Level.WARN)
                .setMessage(new SimpleMessage(message))
                .setThrown(thrown)
                .setTimeMillis(1000)
                .build();
        return new String(configuration.getAppender(appender).getLayout().toByteArray(event), UTF_8);
    }

    private static Configuration load() {
        try {
            URI file = LoggingTest.class.getResource("/log4j2.properties").toURI();
            Configuration configuration =
                    ConfigurationFactory.getInstance().getConfiguration(new LoggerContext("test"), "test", file);
            configuration.initialize();
            return configuration;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
