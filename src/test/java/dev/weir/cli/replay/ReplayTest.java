package dev.weir.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.cli.command.Text;
import dev.weir.service.CommandException;
import dev.weir.service.SentRecords;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final String CSV = "ts,src_ip,dst_ip,proto\n1,10.0.0.1,10.0.0.2,tcp\n\n2,10.0.0.1,10.0.0.3,udp\n";
    private static final String JSON = "{\"ts\":1,\"src_ip\":\"10.0.0.1\",\"dst_ip\":\"10.0.0.2\",\"proto\":\"tcp\"}";

    @TempDir
    private Path folder;

    private boolean live;

    private final MockProducer<byte[], byte[]> producer = new MockProducer<>(
            flowsOfThreePartitions(), true, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void file_thatIsCutOff_saysHowFarItCame() throws IOException {
        Path file = folder.resolve("cut.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < 100_000; i++) {
                out.write((i + ",10.0.0." + i % 7 + ",10.1." + i % 251 + ".2,tcp\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> replay(file))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith(file + " is cut off")
                .hasMessageEndingWith(Text.count(producer.history().size(), "record") + " sent before that");
        assertThat(producer.history()).isNotEmpty();
    }

    @Test
    void producer_thatFails_endsTheReplay() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), JSON + "\n");
        producer.sendException = new KafkaException("the disk of the broker is full");

        assertThatThrownBy(() -> replay(file))
                .isInstanceOf(CommandException.class)
                .hasMessage(
                        "Kafka did not take the records (the disk of the broker is full); fewer than 1 are on flows");
    }

    @Test
    void records_areSentAsTheyStandWithoutKeys() throws IOException {
        Path csv = Files.writeString(folder.resolve("a.csv"), CSV);
        Path json = Files.writeString(folder.resolve("b.json"), JSON + "\nno flow at all\n");

        Replay.Result result = replay(csv, json);

        assertThat(result.files()).isEqualTo(2);
        assertThat(result.records()).isEqualTo(4);
        assertThat(result.headerLines()).isEqualTo(2);
        assertThat(producer.history()).allSatisfy(record -> {
            assertThat(record.topic()).isEqualTo("flows");
            assertThat(record.key()).isNull();
        });
        assertThat(producer.history().stream().map(ReplayTest::value))
                .containsExactly("1,10.0.0.1,10.0.0.2,tcp", "2,10.0.0.1,10.0.0.3,udp", JSON, "no flow at all");
    }

    @Test
    void pipe_isReadToItsEnd() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Process writer = new ProcessBuilder("sh", "-c", "yes '" + JSON + "' | head -n 50000 > pipe")
                .directory(folder.toFile())
                .start();

        assertThat(replay(pipe).records()).isEqualTo(50_000);
        assertThat(writer.waitFor()).isZero();
    }

    @Test
    void layout_goesWithEachRecordOfAFileThatHasOne() throws IOException {
        Path csv = Files.writeString(folder.resolve("a.csv"), CSV);
        Path json = Files.writeString(folder.resolve("b.json"), JSON + "\n");

        replay(csv, json);

        assertThat(producer.history().stream().map(ReplayTest::layout))
                .containsExactly("ts,src_ip,dst_ip,proto", "ts,src_ip,dst_ip,proto", "none");
    }

    @Test
    void records_areMarkedAsOldUnlessTheyAreOfNow() throws IOException {
        Path json = Files.writeString(folder.resolve("b.json"), JSON + "\n");

        replay(json);
        live = true;
        replay(json);

        assertThat(producer.history().stream().map(record -> record.headers().lastHeader("weir.replayed") != null))
                .containsExactly(true, false);
    }

    @Test
    void oldFlows_goToOnePartition_soThatTheyAreMetInTheirOrder_andThoseOfNowToAny() throws IOException {
        Path old = Files.writeString(folder.resolve("old.csv"), CSV);
        Path older = Files.writeString(folder.resolve("older.json"), JSON + "\n");

        replay(older, old);
        assertThat(producer.history().stream().map(ProducerRecord::partition))
                .hasSize(3)
                .doesNotContainNull()
                .containsOnly(producer.history().get(0).partition());

        producer.clear();
        live = true;
        replay(older, old);
        assertThat(producer.history().stream().map(ProducerRecord::partition)).containsOnlyNulls();
    }

    @Test
    void logThatHasGrown_isSentWhole_andSaidToHaveBeenSentBefore() throws IOException {
        Path log = Files.writeString(folder.resolve("grow.csv"), CSV);
        assertThat(replay(log).sentBefore()).isZero();

        Files.writeString(log, CSV + "3,10.0.0.1,10.0.0.4,tcp\n");
        Replay.Result grown = replay(log);

        assertThat(grown.records()).isEqualTo(3);
        assertThat(grown.sentBefore()).isEqualTo(2);
        assertThat(replay(log).sentBefore()).isEqualTo(3);
    }

    @Test
    void recordSentElsewhere_wasNotSentBefore() {
        Path kept = folder.resolve("replayed");
        SentRecords here = new SentRecords(kept, "here");
        here.add(new byte[] {1});
        here.save();

        assertThat(new SentRecords(kept, "here").add(new byte[] {1})).isTrue();
        assertThat(new SentRecords(kept, "there").add(new byte[] {1})).isFalse();
    }

    /** A file of an older Weir still tells. */
    @Test
    void recordsThatWereSent_areKeptByTheHashThatTheyAlwaysHad() throws IOException {
        Path kept = folder.resolve("replayed");
        SentRecords sent = new SentRecords(kept, "flows");
        sent.add("a flow".getBytes(StandardCharsets.UTF_8));
        sent.add(new byte[] {-1});
        sent.save();

        assertThat(Files.readAllBytes(kept))
                .isEqualTo(HexFormat.of().parseHex("8eebd4c7f8388ae7" + "6306c59cc1182337"));
    }

    @Test
    void pace_isHeld() {
        AtomicLong now = new AtomicLong(7);
        Pace pace = new Pace(1e9 / 1_000, now::get, nanos -> now.addAndGet(nanos / 2 + 1));

        for (int round = 1; round <= 50; round++) {
            pace.await(round);
        }

        assertThat(now.get()).isBetween(49_000_000L, 50_000_007L);
    }

    @Test
    void progress_showsHowMuchOfTheBytesIsDone() {
        assertThat(Progress.line(1_500, 50, 100, 0.5))
                .isEqualTo("[###############...............]  50 %  1,500 records  3,000/s");
        assertThat(Progress.line(1_500, 50, 0, 0.5)).isEqualTo("1,500 records  3,000/s");
    }

    private static Cluster flowsOfThreePartitions() {
        return new Cluster(
                "c",
                List.of(),
                IntStream.range(0, 3)
                        .mapToObj(i -> new PartitionInfo("flows", i, null, new Node[0], new Node[0]))
                        .toList(),
                Set.of(),
                Set.of());
    }

    private Replay.Result replay(Path... files) {
        Progress silent = new Progress(new PrintWriter(new StringWriter()), 0);
        SentRecords sent = new SentRecords(folder.resolve("replayed"), "flows");
        Replay.Result result =
                new Replay(producer, "flows", Pace.of(null), silent, sent, live, false).send(List.of(files));
        sent.save();
        return result;
    }

    private static String value(ProducerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static String layout(ProducerRecord<byte[], byte[]> record) {
        var header = record.headers().lastHeader("weir.layout");
        return header == null ? "none" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
