package dev.weir.response.executor;

import dev.weir.response.ResponsePlan;
import dev.weir.response.ResponseStep;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Something that can do what responses say. Used by one thread. */
public interface Executor {
    /** Named so in records. */
    String name();

    /** Whether this one can do what a response says. */
    boolean can(ResponsePlan plan);

    /**
     * Makes what is what should be: no more, and no less.
     *
     * @param inForce all responses in force that this one {@link #can} do
     * @return what became of each, by its id; what is missing was not tried
     */
    Map<String, Outcome> reconcile(List<ResponseStep> inForce, Instant now);

    /**
     * Takes back what has run out, as far as this one knows it by itself: called while nobody here can say what should be, because the
     * process still starts or another one decides. What ends by itself, such as an entry with a timeout, needs nothing.
     */
    default void lift(Instant now) {}
}
