package dev.weir.detector.responses;

import dev.weir.flow.FlowId;
import java.util.OptionalDouble;

/** What responses ask of the detector of this process. */
public interface DetectorView {
    /** The version of the model that scores now. */
    long modelVersion();

    /** Whether learning is held since lessons made that model worse. */
    boolean isLearningHeld();

    /** What that model says of a flow that was scored before; empty if this process does not have it. */
    OptionalDouble rescore(FlowId flowId);
}
