package dev.weir.stream;

import dev.weir.sharing.intel.IntelPart;
import dev.weir.sharing.intel.LiveIntel;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the live lists of indicators of the records on their topic. Runs on the global thread of each instance. */
final class IntelProcessor implements Processor<byte[], byte[], Void, Void> {
    /** Kafka Streams wants one, and reads the topic from its beginning where it is empty, as this one is at each start. */
    static final String STORE = "intel";

    private static final Logger LOG = LoggerFactory.getLogger(IntelProcessor.class);

    private final LiveIntel intel;
    private ProcessorContext<Void, Void> context;

    IntelProcessor(LiveIntel intel) {
        this.intel = intel;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (record.value() == null) {
            // What it deletes was replaced before.
            return;
        }
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        Optional<IntelPart> part = IntelPart.read(record.value());
        if (part.isEmpty()) {
            LOG.warn("{} {} is no part of a list of indicators", metadata.topic(), metadata.offset());
        } else if (!intel.apply(part.get())) {
            LOG.warn(
                    "{} {}: the list of {} is not taken in, there are too many indicators or sources",
                    metadata.topic(),
                    metadata.offset(),
                    part.get().source());
        }
    }
}
