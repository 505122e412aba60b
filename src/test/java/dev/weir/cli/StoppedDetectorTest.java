package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.ChildJvm;
import dev.weir.broker.TestBroker;
import dev.weir.topics.TopicNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir up} under SIGTERM, with flows coming in all the while. */
@Tag("broker")
class StoppedDetectorTest {
    private static final String PREFIX = "weir";
    private static final int SIGTERM_STATUS = 128 + 15;
    private static final int FLOWS_AT_ONCE = 100;
    private static final Duration PAUSE = Duration.ofMillis(20);
    /** Twenty seconds are promised for the stream; what is closed besides it gets as much again. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(40);

    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    @TempDir
    private Path folder;

    private final TopicNames names = new TopicNames(PREFIX);
    private final AtomicBoolean enough = new AtomicBoolean();

    @Test
    void sigterm_underLoad_leavesTheGroupAtOnce_andNothingIsLostOrRepeated() throws Exception {
        int flows;
        try (ChildJvm first = start("first")) {
            CompletableFuture<Integer> sent = CompletableFuture.supplyAsync(this::send);
            ConsumerGroupDescription group;
            try {
                BROKER.consume(names.scored(), 10 * FLOWS_AT_ONCE);
                assertThat(stop(first)).isEqualTo(SIGTERM_STATUS);
                group = group();
            } finally {
                enough.set(true);
                flows = sent.join();
            }
            assertThat(group.members()).isEmpty();
            assertThat(group.groupState()).isEqualTo(GroupState.EMPTY);
            assertThat(complaintsOf("first")).isEmpty();
        }
        try (ChildJvm second = start("second")) {
            List<ConsumerRecord<byte[], byte[]>> scored = BROKER.consume(names.scored(), flows);

            assertThat(stop(second)).isEqualTo(SIGTERM_STATUS);
            assertThat(scored)
                    .hasSize(flows)
                    .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                    .doesNotHaveDuplicates();
            assertThat(complaintsOf("second")).isEmpty();
        }
    }

    /** Returns when it scores flows. */
    private ChildJvm start(String life) {
        ChildJvm process = ChildJvm.start(
                ProcessBuilder.Redirect.to(errors(life).toFile()),
                Weir.class,
                "up",
                "--data-dir",
                folder.resolve("data").toString(),
                "--bootstrap-server",
                BROKER.bootstrapServer());
        assertThat(process.readLine()).isEqualTo("weir is ready");
        return process;
    }

    private static int stop(ChildJvm process) {
        long startNanos = System.nanoTime();
        int status = process.terminate(LONGEST_STOP);
        System.out.printf(
                "ended %d ms after SIGTERM%n",
                Duration.ofNanos(System.nanoTime() - startNanos).toMillis());
        return status;
    }

    /** Without the one that the broker of this test deserves. */
    private List<String> complaintsOf(String life) throws IOException {
        return Files.readAllLines(errors(life)).stream()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .filter(line -> !line.contains("this Kafka has no access control lists"))
                .toList();
    }

    private Path errors(String life) {
        return folder.resolve(life + ".log");
    }

    private static ConsumerGroupDescription group() {
        return TestBroker.await(
                        BROKER.admin().describeConsumerGroups(List.of(PREFIX)).all())
                .values()
                .iterator()
                .next();
    }

    /** Some thousand flows a second, until it is enough; returns how many. */
    private int send() {
        int sent = 0;
        while (!enough.get()) {
            BROKER.produce(IntStream.range(sent, sent + FLOWS_AT_ONCE)
                    .mapToObj(this::flow)
                    .toList());
            sent += FLOWS_AT_ONCE;
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return sent;
    }

    private ProducerRecord<byte[], byte[]> flow(int i) {
        String json = "{\"ts\":" + (1_700_000_000 + i / 100) + ",\"id\":\"F" + i + "\",\"src_ip\":\"10.0.0." + i % 97
                + "\",\"dst_ip\":\"10.1.0." + i % 11 + "\",\"dst_port\":443,\"proto\":\"tcp\",\"src_bytes\":" + i + "}";
        return new ProducerRecord<>(names.flows(), null, json.getBytes(StandardCharsets.UTF_8));
    }
}
