package dev.weir.stream;

import dev.weir.alert.allow.LiveAllowlist;
import dev.weir.wire.AllowEventJson;
import dev.weir.wire.FirstPlace;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the live allowlist of the events on its topic, in their order. Runs on the global thread of each instance. */
final class AllowProcessor implements Processor<byte[], byte[], Void, Void> {
    /** Kafka Streams wants one, and reads the topic from its beginning where it is empty, as this one is at each start. */
    static final String STORE = "allowlist";

    private static final Logger LOG = LoggerFactory.getLogger(AllowProcessor.class);

    private final LiveAllowlist allowlist;
    private ProcessorContext<Void, Void> context;

    AllowProcessor(LiveAllowlist allowlist) {
        this.allowlist = allowlist;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        FirstPlace place = FirstPlace.of(record.headers(), metadata.offset(), record.timestamp());
        AllowEventJson.read(record.value())
                .ifPresentOrElse(
                        event -> allowlist.apply(place.offset(), Instant.ofEpochMilli(place.atMillis()), event),
                        () -> LOG.warn("{} {} is no change of the allowlist", metadata.topic(), metadata.offset()));
    }
}
