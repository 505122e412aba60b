package dev.weir.cli.replay;

import dev.weir.cli.command.Text;
import dev.weir.ingest.FlowFile;
import dev.weir.ingest.FlowRecord;
import dev.weir.service.CommandException;
import dev.weir.service.SentRecords;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Sends the records of flow files to a topic, without keys: Weir brings the flows of a host together by itself. */
final class Replay {
    /** How often, in records, the clock is asked and the progress shown. */
    private static final int CHUNK = 256;

    /** A mark without the number of a line. */
    private static final byte[] UNNAMED = {1};

    /**
     * What was sent.
     *
     * @param files files read to their end
     * @param records records sent, and on the topic
     * @param headerLines header, comment and blank lines, which are no records
     * @param sentBefore records of these that an earlier replay had sent already
     * @param seconds time it took
     */
    record Result(int files, long records, long headerLines, long sentBefore, double seconds) {}

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final Pace pace;
    private final Progress progress;
    private final SentRecords sent;
    private final boolean live;
    private final boolean isAgain;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final LayoutHeader layout = new LayoutHeader();
    private long records;
    private long headerLines;
    private long sentBefore;
    private long bytesOfFilesDone;

    /**
     * @param sent what was sent before
     * @param live whether the records are of now, and not marked as those of an old file
     * @param isAgain whether lines that were scored before are to be scored once more
     */
    Replay(
            Producer<byte[], byte[]> producer,
            String topic,
            Pace pace,
            Progress progress,
            SentRecords sent,
            boolean live,
            boolean isAgain) {
        this.isAgain = isAgain;
        this.sent = sent;
        this.live = live;
        this.producer = producer;
        this.topic = topic;
        this.pace = pace;
        this.progress = progress;
    }

    /** @throws CommandException if a file breaks or Kafka refuses; the message says how far it came */
    Result send(List<Path> paths) {
        long started = System.nanoTime();
        Integer partition = live ? null : partition(paths);
        for (Path path : paths) {
            try (FlowFile file = FlowFile.open(path)) {
                send(file, partition);
                headerLines += file.headerLines();
                bytesOfFilesDone += file.bytesRead();
            } catch (IOException e) {
                producer.flush();
                throw new CommandException(
                        e.getMessage() + "; " + Text.count(records, "record") + " sent before that", e);
            }
        }
        producer.flush();
        checkSent();
        return new Result(paths.size(), records, headerLines, sentBefore, (System.nanoTime() - started) / 1e9);
    }

    private void send(FlowFile file, @Nullable Integer partition) throws IOException {
        for (FlowRecord flow = file.next(); flow != null; flow = file.next()) {
            try {
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, null, flow.value());
                layout.addTo(record, flow.layout());
                if (!live) {
                    record.headers().add(FlowFile.REPLAYED_HEADER, isAgain ? UNNAMED : number(flow.lineNumber()));
                }
                Future<RecordMetadata> unused = producer.send(record, (metadata, e) -> failure.compareAndSet(null, e));
            } catch (KafkaException e) {
                throw notSent(e);
            }
            records++;
            sentBefore += sent.add(flow.value()) ? 1 : 0;
            pace.await(records);
            if (records % CHUNK == 0) {
                checkSent();
                progress.show(records, bytesOfFilesDone + file.bytesRead());
            }
        }
    }

    /**
     * Old flows go to one partition, so that a detector with a backlog meets them in the order of the files: spread over many, those of
     * one day would come before those of the day before, and what stands out among them would be left to chance.
     */
    private int partition(List<Path> paths) {
        try {
            return Math.floorMod(paths.hashCode(), producer.partitionsFor(topic).size());
        } catch (KafkaException e) {
            throw notSent(e);
        }
    }

    private static byte[] number(long line) {
        return ByteBuffer.allocate(Long.BYTES).putLong(line).array();
    }

    private void checkSent() {
        Exception thrown = failure.get();
        if (thrown != null) {
            throw notSent(thrown);
        }
    }

    private CommandException notSent(Exception thrown) {
        return new CommandException(
                "Kafka did not take the records (" + thrown.getMessage() + "); fewer than " + Text.number(records + 1)
                        + " are on " + topic,
                thrown);
    }

    /** Encodes the layout once per file rather than once per record. */
    private static final class LayoutHeader {
        private @Nullable String text;
        private byte[] bytes = new byte[0];

        void addTo(ProducerRecord<byte[], byte[]> record, @Nullable String layout) {
            if (layout == null) {
                return;
            }
            if (!layout.equals(text)) {
                text = layout;
                bytes = layout.getBytes(StandardCharsets.UTF_8);
            }
            record.headers().add(FlowFile.LAYOUT_HEADER, bytes);
        }
    }
}
