package dev.weir.stream.store;

import dev.weir.fold.LiveModel;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The live model as a store of the stream, so that Kafka Streams brings it the model log from where it stands.
 *
 * <p>It keeps its own offset, in the same write as the model (KIP-1035: {@link #managesOffsets}), since the offset that
 * Streams would keep beside it can be older than the model after a crash, and then lessons would be learned twice. The
 * fold skips what it has seen all the same.
 */
public final class ModelStore implements StateStore {
    static final String NAME = "live-model";

    private final LiveModel live;
    private boolean open;

    private ModelStore(LiveModel live) {
        this.live = live;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> {
            throw new IllegalStateException("the model log is applied by its processor, never restored around it");
        });
        open = true;
    }

    /** Deprecated as it was born: it goes when every store manages its offsets, which this one does today. */
    @Override
    @SuppressWarnings("deprecation")
    public boolean managesOffsets() {
        return true;
    }

    @Override
    public Long committedOffset(TopicPartition partition) {
        return live.fold().nextOffset();
    }

    @Override
    public void commit(Map<TopicPartition, Long> offsets) {
        live.save();
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** Builds the one store around a live model. */
    public static StoreBuilder<ModelStore> builder(LiveModel live) {
        return new UnloggedStoreBuilder<>(NAME, () -> new ModelStore(live), "the model log is the log of this store");
    }
}
