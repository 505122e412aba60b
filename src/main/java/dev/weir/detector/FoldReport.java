package dev.weir.detector;

import dev.weir.detector.hunt.QuietHunt;
import dev.weir.flow.FlowId;
import dev.weir.flow.Printable;
import dev.weir.fold.FoldListener;
import dev.weir.fold.RefusalReason;
import dev.weir.stream.store.ReviewPools;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator what the fold passed over, and the review and the quiet hunt what it has learned. */
public final class FoldReport implements FoldListener {
    private static final Logger LOG = LoggerFactory.getLogger(FoldReport.class);
    private static final int MAX_MESSAGE = 500;
    /** Whoever sent an event asks within a minute what became of it. */
    private static final int MOST_REMEMBERED = 1_000;

    private final ReviewPools reviews;
    private final QuietHunt hunt;
    private final NavigableMap<Long, String> setAside = new ConcurrentSkipListMap<>();

    public FoldReport(ReviewPools reviews, QuietHunt hunt) {
        this.reviews = reviews;
        this.hunt = hunt;
    }

    @Override
    public void learned(FlowId flow) {
        reviews.forget(flow);
        hunt.learned();
    }

    @Override
    public void turned() {
        hunt.turned();
    }

    @Override
    public void refused(long offset, RefusalReason reason, String message) {
        String why = Printable.escape(message, MAX_MESSAGE);
        LOG.warn("model event at offset {} refused ({}): {}", offset, reason, why);
        setAside.put(offset, why);
        if (setAside.size() > MOST_REMEMBERED) {
            setAside.pollFirstEntry();
        }
    }

    /** Why the event at an offset was set aside; empty if it was not, or long ago. */
    Optional<String> whySetAside(long offset) {
        return Optional.ofNullable(setAside.get(offset));
    }

    @Override
    public void damaged(String message) {
        LOG.warn("{}", Printable.escape(message, MAX_MESSAGE));
    }
}
