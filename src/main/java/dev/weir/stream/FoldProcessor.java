package dev.weir.stream;

import dev.weir.fold.LiveModel;
import dev.weir.metrics.ProcessMeter;
import dev.weir.metrics.Stage;
import dev.weir.metrics.StageClock;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Folds the model log into the live model, record by record in log order. Runs on the global thread of each instance. */
final class FoldProcessor implements Processor<byte[], byte[], Void, Void> {
    private final LiveModel live;
    private final StageClock clock;
    private ProcessorContext<Void, Void> context;

    FoldProcessor(LiveModel live, ProcessMeter measures) {
        this.live = live;
        this.clock = measures.clock();
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        live.foldHere();
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        clock.start();
        live.apply(metadata.offset(), Instant.ofEpochMilli(record.timestamp()), record.key(), record.value());
        clock.lap(Stage.LEARN);
    }
}
