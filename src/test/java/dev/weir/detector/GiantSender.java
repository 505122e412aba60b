package dev.weir.detector;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.apache.kafka.common.utils.ByteUtils;

/** Sends single records of a gigabyte that compression makes small, without holding one: Kafka's own producer would. */
final class GiantSender implements AutoCloseable {
    static final int BYTES = 1 << 30;
    private static final int MANY_HEADERS = 5_000_000;
    private static final byte[] BLANKS = new byte[1 << 20];
    private static final short VERSION = 9;

    static {
        Arrays.fill(BLANKS, (byte) ' ');
    }

    /** What of the record is large. */
    enum Part {
        KEY,
        VALUE,
        HEADER,
        HEADERS
    }

    private final Socket socket;

    GiantSender(String bootstrapServer) throws IOException {
        int colon = bootstrapServer.indexOf(':');
        socket =
                new Socket(bootstrapServer.substring(0, colon), Integer.parseInt(bootstrapServer.substring(colon + 1)));
    }

    void send(String topic, int partition, Part part) throws IOException {
        ProduceRequestData.PartitionProduceData records = new ProduceRequestData.PartitionProduceData()
                .setIndex(partition)
                .setRecords(MemoryRecords.readableRecords(batch(part)));
        ProduceRequestData.TopicProduceData ofTopic = new ProduceRequestData.TopicProduceData().setName(topic);
        ofTopic.partitionData().add(records);
        ProduceRequestData data = new ProduceRequestData().setAcks((short) 1).setTimeoutMs(30_000);
        data.topicData().add(ofTopic);
        ByteBuffer request = new ProduceRequest(data, VERSION)
                .serializeWithHeader(new RequestHeader(ApiKeys.PRODUCE, VERSION, "giant", 1));
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeInt(request.remaining());
        out.write(request.array(), request.arrayOffset() + request.position(), request.remaining());
        out.flush();
        DataInputStream in = new DataInputStream(socket.getInputStream());
        ByteBuffer answer = ByteBuffer.wrap(in.readNBytes(in.readInt()));
        // The correlation id and no tagged fields.
        answer.position(Integer.BYTES + 1);
        short error = new ProduceResponseData(new ByteBufferAccessor(answer), VERSION)
                .responses()
                .iterator()
                .next()
                .partitionResponses()
                .get(0)
                .errorCode();
        if (error != 0) {
            throw new IOException("the broker refused it with error " + error);
        }
    }

    private static ByteBuffer batch(Part part) throws IOException {
        ByteBufferOutputStream bytes = new ByteBufferOutputStream(1 << 20);
        bytes.position(DefaultRecordBatch.RECORD_BATCH_OVERHEAD);
        Compression zstd = Compression.of(CompressionType.ZSTD).build();
        try (DataOutputStream out = new DataOutputStream(zstd.wrapForOutput(bytes, RecordBatch.MAGIC_VALUE_V2))) {
            ByteUtils.writeVarint(bodyBytes(part), out);
            // Attributes, and no distance to the first time and offset.
            out.write(new byte[3]);
            writeBlanks(part == Part.KEY, out);
            writeBlanks(part == Part.VALUE, out);
            ByteUtils.writeVarint(headers(part), out);
            for (int i = 0; i < headers(part); i++) {
                ByteUtils.writeVarint(1, out);
                out.write('h');
                writeBlanks(part == Part.HEADER, out);
            }
        }
        ByteBuffer batch = bytes.buffer();
        int size = batch.position();
        batch.position(0);
        long now = System.currentTimeMillis();
        DefaultRecordBatch.writeHeader(
                batch,
                0,
                0,
                size,
                RecordBatch.MAGIC_VALUE_V2,
                CompressionType.ZSTD,
                TimestampType.CREATE_TIME,
                now,
                now,
                -1,
                (short) -1,
                -1,
                false,
                false,
                false,
                -1,
                1);
        batch.position(0).limit(size);
        return batch;
    }

    private static int headers(Part part) {
        return part == Part.HEADER ? 1 : part == Part.HEADERS ? MANY_HEADERS : 0;
    }

    private static int bodyBytes(Part part) {
        int large = part == Part.HEADERS ? 0 : ByteUtils.sizeOfVarint(BYTES) + BYTES;
        int smallParts = part == Part.KEY || part == Part.VALUE ? 1 : 2;
        int ofHeaders = part == Part.HEADERS ? 3 * MANY_HEADERS : part == Part.HEADER ? 2 : 0;
        return 3 + smallParts + large + ByteUtils.sizeOfVarint(headers(part)) + ofHeaders;
    }

    private static void writeBlanks(boolean large, DataOutputStream out) throws IOException {
        ByteUtils.writeVarint(large ? BYTES : -1, out);
        for (int left = large ? BYTES : 0; left > 0; left -= BLANKS.length) {
            out.write(BLANKS);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
