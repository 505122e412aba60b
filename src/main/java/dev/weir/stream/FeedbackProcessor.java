package dev.weir.stream;

import dev.weir.feedback.FeedbackReader;
import dev.weir.feedback.FeedbackRejection;
import dev.weir.feedback.FeedbackResult;
import dev.weir.metrics.CountNames;
import dev.weir.metrics.ProcessMeter;
import dev.weir.wire.FirstPlace;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Reads feedback, as its first stage. Sound feedback, whatever its key, goes on to the task that holds its flow, with the record as
 * received inside, so that it can still become a dead letter there; the rest becomes one here.
 */
final class FeedbackProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    static final String ACCEPTED = "accepted-feedback";
    static final String REJECTED = "rejected-feedback";
    static final String COMMITS_STORE = "feedback-commits";

    private ProcessorContext<byte[], byte[]> context;
    private final ProcessMeter measures;
    private StoredCounts counts;
    private Commits commits;

    FeedbackProcessor(ProcessMeter measures) {
        this.measures = measures;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        this.counts = new StoredCounts(context.getStateStore(StoredCounts.FEEDBACK_STORE), measures);
        this.commits = Commits.of(context, COMMITS_STORE, counts::save);
    }

    @Override
    public void process(Record<byte[], byte[]> received) {
        if (FirstPlace.of(received.headers()).isPresent()) {
            // What was read is written anew for those who read the topic from its beginning.
            return;
        }
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        DeadLetter.Origin origin = DeadLetter.Origin.of(metadata);
        counts.add(CountNames.FEEDBACK_READ);
        commits.noteVerdict();
        FeedbackResult result = read(received);
        if (result instanceof FeedbackResult.Accepted accepted) {
            byte[] flowId = accepted.feedback().flowId().value().getBytes(StandardCharsets.US_ASCII);
            byte[] envelope = ReceivedRecord.pack(origin, received.key(), received.value());
            context.forward(new Record<>(flowId, envelope, received.timestamp(), received.headers()), ACCEPTED);
        } else if (result instanceof FeedbackResult.Rejected rejected) {
            String code = rejected.reason().code();
            counts.add(CountNames.DEAD_FEEDBACK + code);
            context.forward(DeadLetter.of(received, origin, code, rejected.detail()), REJECTED);
        }
    }

    /** Key and headers go along to the next task, so they are bounded as the value is. */
    private static FeedbackResult read(Record<byte[], byte[]> received) {
        long bytes = DeadLetter.size(received);
        long valueBytes = received.value() == null ? 0 : received.value().length;
        if (bytes - valueBytes > FeedbackReader.MAX_BYTES) {
            return new FeedbackResult.Rejected(
                    FeedbackRejection.TOO_LARGE,
                    bytes + " bytes with key and headers, at most " + FeedbackReader.MAX_BYTES + " beside the value");
        }
        return FeedbackReader.read(received.value());
    }
}
