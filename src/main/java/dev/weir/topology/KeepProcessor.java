package dev.weir.topology;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps scored flows by id until a verdict may come. */
final class KeepProcessor implements Processor<String, byte[], Void, Void> {
    private KeyValueStore<String, byte[]> scoredFlows;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.scoredFlows = context.getStateStore(TeachProcessor.SCORED_STORE);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        if (record.key() != null) {
            scoredFlows.put(record.key(), record.value());
        }
    }
}
