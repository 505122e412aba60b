package dev.weir.fold;

import dev.weir.flow.FlowId;

/** Hears what happens inside a {@link ModelFold}. Called by the thread that applies, while the fold is locked:
 * be quick, and do not call back. Damages are also told by whoever asks for an earlier model. */
public interface FoldListener {
    /** Hears nothing. */
    FoldListener NONE = new FoldListener() {};

    /** The verdict on a flow has been learned. */
    default void learned(FlowId flow) {}

    /** The model became another one at once: by a rollback, an installed model or an unlearning. */
    default void turned() {}

    /** The record at an offset was set aside. */
    default void refused(long offset, RefusalReason reason, String message) {}

    /** Something stored was unusable and was got round; the message names it. */
    default void damaged(String message) {}

    /** The model may be another one now; the version is the offset of the next event. */
    default void changed(long version) {}
}
