package dev.weir.detector;

import dev.weir.flow.FlowId;
import dev.weir.flow.Printable;
import dev.weir.fold.FoldListener;
import dev.weir.fold.RefusalReason;
import dev.weir.stream.store.ReviewPools;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator what the fold passed over, and the review what it has learned. */
public final class FoldReport implements FoldListener {
    private static final Logger LOG = LoggerFactory.getLogger(FoldReport.class);
    private static final int MAX_MESSAGE = 500;

    private final ReviewPools reviews;

    public FoldReport(ReviewPools reviews) {
        this.reviews = reviews;
    }

    @Override
    public void learned(FlowId flow) {
        reviews.forget(flow);
    }

    @Override
    public void refused(long offset, RefusalReason reason, String message) {
        LOG.warn("model event at offset {} refused ({}): {}", offset, reason, Printable.escape(message, MAX_MESSAGE));
    }

    @Override
    public void damaged(String message) {
        LOG.warn("{}", Printable.escape(message, MAX_MESSAGE));
    }
}
