package dev.weir.stream;

import dev.weir.flow.Flow;
import dev.weir.flow.FlowId;
import dev.weir.ingest.FlowFile;
import dev.weir.ingest.FlowReader;
import dev.weir.ingest.record.ReadResult;
import dev.weir.ingest.record.RejectionReason;
import dev.weir.ingest.stitch.Half;
import dev.weir.metrics.CountNames;
import dev.weir.metrics.ProcessMeter;
import dev.weir.metrics.Stage;
import dev.weir.metrics.StageClock;
import dev.weir.wire.FlowCodec;
import dev.weir.wire.OneWayFlow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Reads records, as the first stage: each becomes a flow on its way to the task of its source host, or a dead letter. */
final class ReadProcessor implements Processor<byte[], byte[], byte[], Object> {
    /** Where flows go, each a {@link FlowCodec.IdentifiedFlow}. */
    static final String ACCEPTED = "accepted-flows";
    /** Where flows go of which the record tells one direction, each a {@link OneWayFlow}. */
    static final String ONE_WAY = "one-way";
    /** Where everything else goes, as bytes. */
    static final String REJECTED = "rejected-flows";

    static final String COMMITS_STORE = "read-commits";

    private static final int MAX_LAYOUT_BYTES = FlowFile.MAX_LAYOUT_BYTES;
    /** Clocks of sensors are wrong by hours, when their time zone is. */
    private static final Duration MOST_AHEAD = Duration.ofDays(1);

    private final FlowReader reader = new FlowReader();
    private final LayoutHeader layoutHeader = new LayoutHeader();
    private ProcessorContext<byte[], Object> context;
    private final ProcessMeter measures;
    private final StageClock clock;
    private StoredCounts counts;
    private Commits commits;

    private final ExpiredFlows expired;
    private final UnaryOperator<Flow> seen;
    private final boolean isStitching;

    /**
     * @param expired one for all tasks
     * @param seen a flow as the detector sees it, which may be with pseudonyms
     * @param isStitching whether the directions of a flow are joined
     */
    ReadProcessor(ProcessMeter measures, ExpiredFlows expired, UnaryOperator<Flow> seen, boolean isStitching) {
        this.measures = measures;
        this.expired = expired;
        this.isStitching = isStitching;
        this.seen = seen;
        this.clock = measures.clock();
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        this.counts = new StoredCounts(context.getStateStore(StoredCounts.READ_STORE), measures);
        this.commits = Commits.of(context, COMMITS_STORE, counts::save);
    }

    @Override
    public void process(Record<byte[], byte[]> received) {
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        clock.start();
        counts.add(CountNames.FLOWS_READ);
        noteOffset(metadata);
        commits.note(received.timestamp());
        long arrivedMillis = Arrival.millis(received, context.currentSystemTimeMs());
        ReadResult result = reader.read(received.value(), layoutHeader.of(received), arrivedMillis);
        if (result instanceof ReadResult.Accepted accepted && isInFuture(accepted.flow())) {
            setAside(
                    received,
                    metadata,
                    RejectionReason.FUTURE_TIME,
                    "ts is more than " + MOST_AHEAD.toHours() + " hours ahead of the clock of the detector");
        } else if (result instanceof ReadResult.Accepted accepted) {
            pass(received, accepted, metadata);
        } else if (result instanceof ReadResult.Rejected rejected) {
            setAside(received, metadata, rejected.reason(), detail(received, rejected));
        }
    }

    private void noteOffset(RecordMetadata metadata) {
        long expected = counts.nextOffset();
        if (expected != StoredCounts.UNKNOWN && metadata.offset() > expected) {
            TopicPartition partition = new TopicPartition(metadata.topic(), metadata.partition());
            counts.add(CountNames.FLOWS_EXPIRED, expired.between(partition, expected, metadata.offset()));
        }
        counts.nextOffset(metadata.offset() + 1);
    }

    private void pass(Record<byte[], byte[]> received, ReadResult.Accepted accepted, RecordMetadata metadata) {
        Flow flow = seen.apply(accepted.flow());
        FlowId id = flow.idOr(metadata.partition(), metadata.offset());
        FlowCodec.IdentifiedFlow arrived = new FlowCodec.IdentifiedFlow(id, flow);
        Headers headers = ReplayMark.passedOn(received.headers(), received.value());
        clock.lap(Stage.READ);
        ReadResult.OneWay oneWay = isStitching ? accepted.oneWay() : null;
        if (oneWay == null) {
            byte[] source = flow.source().text().getBytes(StandardCharsets.US_ASCII);
            context.forward(new Record<>(source, arrived, received.timestamp(), headers), ACCEPTED);
        } else {
            int flags = oneWay.tcpFlags();
            byte[] pair = new Half<>(flow, flags, id).pair().getBytes(StandardCharsets.US_ASCII);
            context.forward(new Record<>(pair, new OneWayFlow(arrived, flags), received.timestamp(), headers), ONE_WAY);
        }
    }

    /** The reader has seen no more than the beginning of a record that is too large. */
    private static String detail(Record<byte[], byte[]> received, ReadResult.Rejected rejected) {
        return rejected.reason() == RejectionReason.TOO_LARGE
                ? "has " + DeadLetter.size(received) + " bytes, more than " + FlowReader.MAX_VALUE_BYTES
                : rejected.detail();
    }

    private boolean isInFuture(Flow flow) {
        return flow.timestampMicros() / 1_000 - context.currentSystemTimeMs() > MOST_AHEAD.toMillis();
    }

    private void setAside(
            Record<byte[], byte[]> received, RecordMetadata metadata, RejectionReason reason, String detail) {
        counts.add(CountNames.DEAD_FLOW + reason.code());
        context.forward(DeadLetter.of(received, DeadLetter.Origin.of(metadata), reason.code(), detail), REJECTED);
    }

    /** The header line of the file a record came from, as text; the same bytes again give the same text object. */
    private static final class LayoutHeader {
        private byte[] lastBytes = new byte[0];
        private @Nullable String lastText;

        @Nullable
        String of(Record<byte[], byte[]> received) {
            Header header = received.headers().lastHeader(FlowFile.LAYOUT_HEADER);
            if (header == null || header.value() == null || header.value().length > MAX_LAYOUT_BYTES) {
                return null;
            }
            if (lastText == null || !Arrays.equals(lastBytes, header.value())) {
                lastBytes = header.value();
                lastText = new String(lastBytes, StandardCharsets.UTF_8);
            }
            return lastText;
        }
    }
}
