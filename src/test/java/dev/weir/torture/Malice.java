package dev.weir.torture;

import dev.weir.ingest.FlowFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Records of somebody who knows how Weir works: large when unpacked, out of time, under ids of others, or sent again. */
final class Malice {
    /** Header of records that share an id of which one flow keeps it, and the others get names of their own. */
    static final String SAME_ID_HEADER = "torture-same-id";
    /** Header of records that are the same line of a file, of which one is scored. */
    static final String SAME_LINE_HEADER = "torture-same-line";

    private static final int BOMBS = 12;
    private static final int BOMB_BYTES = 10 * 1024 * 1024;
    private static final int BURST = 40;
    private static final int MANY_HEADERS = 5_000;
    private static final long YEAR_MILLIS = 365L * 24 * 3_600_000;

    private final String topic;
    private int groups;

    Malice(String topic) {
        this.topic = topic;
    }

    /** Values, keys and headers of blanks that compression makes small. */
    List<ProducerRecord<byte[], byte[]>> bombs(long luck) {
        Random random = new Random(luck);
        byte[] blanks = new byte[BOMB_BYTES];
        Arrays.fill(blanks, (byte) ' ');
        List<ProducerRecord<byte[], byte[]>> bombs = new ArrayList<>();
        for (int i = 0; i < BOMBS; i++) {
            List<Header> headers = new ArrayList<>();
            int kind = random.nextInt(4);
            if (kind == 2) {
                headers.add(new RecordHeader("h", blanks));
            }
            for (int h = 0; kind == 3 && h < MANY_HEADERS; h++) {
                headers.add(new RecordHeader("h" + h % 7, new byte[random.nextInt(50)]));
            }
            bombs.add(new ProducerRecord<>(
                    topic, null, null, kind == 1 ? blanks : null, kind == 0 ? blanks : new byte[0], headers));
        }
        return bombs;
    }

    /** Good flows with records and starts of any time. */
    List<ProducerRecord<byte[], byte[]>> wildTimes(long luck) {
        Random random = new Random(luck);
        List<ProducerRecord<byte[], byte[]>> wild = new ArrayList<>();
        for (int i = 0; i < BURST; i++) {
            long seconds = System.currentTimeMillis() / 1_000;
            long start = new long[] {0, 1, seconds, seconds + 3_600L * random.nextInt(20), random.nextInt()}
                    [random.nextInt(5)];
            long timestamp = new long[] {-1, 0, Long.MAX_VALUE, System.currentTimeMillis() + 10 * YEAR_MILLIS, 7}
                    [random.nextInt(5)];
            wild.add(new TimedRecord(topic, timestamp, flow(null, start, random.nextInt(50), random)));
        }
        return wild;
    }

    /** Several flows of one host under one id, and flows under ids such as Weir makes. */
    List<ProducerRecord<byte[], byte[]>> forgedIds(long luck) {
        Random random = new Random(luck);
        List<ProducerRecord<byte[], byte[]>> forged = new ArrayList<>();
        long seconds = 1_700_000_000L + random.nextInt(100_000);
        String id = "dup" + groups++;
        for (int i = 0; i < BURST / 2; i++) {
            forged.add(record(flow(id, seconds + i, 7, random), List.of(header(SAME_ID_HEADER, id))));
            String ofWeir = random.nextInt(4) + "-" + random.nextInt(100_000);
            String other = random.nextBoolean() ? ofWeir : id + "~" + ofWeir;
            forged.add(record(flow(other, seconds + i, 8, random), List.of()));
        }
        return forged;
    }

    /** An old file, and the same file again, as replay sends it. */
    List<ProducerRecord<byte[], byte[]>> oldFile(long luck) {
        Random random = new Random(luck);
        List<ProducerRecord<byte[], byte[]>> file = new ArrayList<>();
        int number = groups++;
        for (int line = 1; line <= BURST / 2; line++) {
            byte[] flow = flow(null, 1_500_000_000L + 1_000L * number + line, line % 5, random);
            byte[] place = ByteBuffer.allocate(Long.BYTES).putLong(line).array();
            file.add(record(
                    flow,
                    List.of(
                            new RecordHeader(FlowFile.REPLAYED_HEADER, place),
                            header(SAME_LINE_HEADER, "line" + number + "/" + line))));
        }
        file.addAll(List.copyOf(file));
        return file;
    }

    private ProducerRecord<byte[], byte[]> record(byte[] value, List<Header> headers) {
        return new ProducerRecord<>(topic, null, null, null, value, headers);
    }

    private static Header header(String name, String text) {
        return new RecordHeader(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] flow(@Nullable String id, long seconds, int host, Random random) {
        String flow = String.format(
                Locale.ROOT,
                "{\"ts\":%d,%s\"src_ip\":\"10.9.0.%d\",\"src_port\":%d,\"dst_ip\":\"10.9.1.%d\",\"dst_port\":443,"
                        + "\"proto\":\"tcp\",\"duration\":1,\"src_bytes\":%d,\"dst_bytes\":%d,\"state\":\"SF\"}",
                seconds,
                id == null ? "" : "\"id\":\"" + id + "\",",
                host,
                40_000 + random.nextInt(20_000),
                random.nextInt(20),
                random.nextInt(10_000),
                random.nextInt(100_000));
        return flow.getBytes(StandardCharsets.UTF_8);
    }

    /** Kafka's own record refuses a time below zero; other clients do not. */
    private static final class TimedRecord extends ProducerRecord<byte[], byte[]> {
        private final long timestamp;

        TimedRecord(String topic, long timestamp, byte[] value) {
            super(topic, value);
            this.timestamp = timestamp;
        }

        @Override
        public Long timestamp() {
            return timestamp;
        }
    }
}
