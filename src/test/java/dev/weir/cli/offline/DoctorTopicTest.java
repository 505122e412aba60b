package dev.weir.cli.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import dev.weir.cli.CommandLineFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A topic is examined as a file is. */
@Tag("broker")
class DoctorTopicTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @TempDir
    private Path folder;

    @Test
    void newestRecords_areExamined_withTheHeaderThatTheyCarry() {
        BROKER.createTopic("collector", 2);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                    "collector", i % 2, null, bytes("10.0.0.1,10.0.0.2,tcp," + (1_700_000_000 + i)));
            record.headers().add("weir.layout", bytes("sa,da,pr,ts"));
            records.add(record);
        }
        records.add(new ProducerRecord<>("collector", 0, null, bytes("junk")));
        records.add(new ProducerRecord<>("collector", 0, null, null));
        BROKER.produce(records);
        CommandLineFixture weir = new CommandLineFixture(folder);

        assertThat(run(weir, "topic:collector")).isEqualTo(1);
        assertThat(weir.out()).contains("52 records, 50 flows", "nfdump 50", "offset 25 ");
        assertThat(run(weir, "topic:collector", "--records", "10")).isEqualTo(1);
        assertThat(weir.out()).contains("10 records, 8 flows");
        assertThat(run(weir, "topic:none")).isEqualTo(1);
        assertThat(weir.err()).contains("no topic none");
    }

    private static int run(CommandLineFixture weir, String... words) {
        List<String> all = new ArrayList<>(List.of("--bootstrap-server", BROKER.bootstrapServer(), "doctor"));
        all.addAll(List.of(words));
        return weir.run(all.toArray(new String[0]));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
