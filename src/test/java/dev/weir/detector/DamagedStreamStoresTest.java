package dev.weir.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import dev.weir.flow.Verdict;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of hosts and flows comes back from Kafka, whatever a disk did to the files it is kept in. */
@Tag("broker")
@Timeout(300)
class DamagedStreamStoresTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final int FLOWS = 30;

    @TempDir
    private static Path folder;

    /** How often flows were sent, to the one detector that all damage is done to. */
    private static int rounds;

    @BeforeAll
    static void makeTables() {
        // Stores are put into tables when they are opened again.
        while (rounds < 2) {
            try (TestDetector detector = start()) {
                sendAndScore(detector);
            }
        }
    }

    private static TestDetector start() {
        return TestDetector.start(BROKER, folder, "damaged");
    }

    /** @return what the ids of the flows begin with */
    private static String sendAndScore(TestDetector detector) {
        String ids = "round" + rounds++ + "-";
        detector.sendFlows(ids, FLOWS);
        detector.awaitScored(ids, FLOWS, "score");
        return ids;
    }

    @ParameterizedTest
    @CsvSource({
        "rocksdb/source-hosts/CURRENT, emptied",
        "rocksdb/source-hosts/CURRENT, garbled",
        "rocksdb/source-hosts/MANIFEST-, halved",
        "rocksdb/source-hosts/.log, garbled",
        "rocksdb/source-hosts/OPTIONS-, emptied",
        "rocksdb/scored-flows/.sst, halved",
        "rocksdb/scored-flows/.sst, deleted",
        "rocksdb/scored-flows/.sst, bent",
        "kafka-streams-process-metadata, halved",
        "instance-id, garbled",
    })
    void damagedFiles_areMadeAnew_andNothingIsLost(String file, String damage) throws IOException {
        List<Path> damaged = files(file);
        assertThat(damaged).isNotEmpty();
        damaged.forEach(path -> damage(path, damage));

        try (TestDetector detector = start()) {
            long lessons = detector.process().model().state().lessons();
            String before = "round" + (rounds - 1) + "-";
            sendAndScore(detector);
            for (int i = 0; i < FLOWS; i++) {
                detector.give(before + i, Verdict.BENIGN, "alice");
            }
            detector.awaitLessons(lessons + FLOWS);
            assertThat(detector.process().health().isAlive()).isTrue();
            assertThat(detector.process().figures().flowsScored()).isEqualTo((long) rounds * FLOWS);
        }
    }

    private static List<Path> files(String part) {
        try (Stream<Path> all = Files.walk(folder)) {
            int slash = part.lastIndexOf('/');
            return all.filter(Files::isRegularFile)
                    .filter(path -> path.toString().contains(part.substring(0, slash + 1)))
                    .filter(path -> path.getFileName().toString().contains(part.substring(slash + 1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void damage(Path file, String damage) {
        try {
            long size = Files.size(file);
            switch (damage) {
                case "deleted" -> Files.delete(file);
                case "emptied" -> Files.write(file, new byte[0]);
                case "halved" -> {
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        channel.truncate(size / 2);
                    }
                }
                case "bent" -> {
                    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                        bytes.seek(100);
                        bytes.write(new byte[200]);
                    }
                }
                default -> {
                    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                        for (long at = 0; at < size; at += 7) {
                            bytes.seek(at);
                            bytes.write(0xA5);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
