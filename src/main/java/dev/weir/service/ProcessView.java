package dev.weir.service;

import dev.weir.detector.DetectorProcess;
import dev.weir.flow.FlowId;
import dev.weir.service.responses.DetectorView;
import java.util.OptionalDouble;

/** The detector of this process, as responses ask for it. */
final class ProcessView implements DetectorView {
    private final DetectorProcess process;

    ProcessView(DetectorProcess process) {
        this.process = process;
    }

    @Override
    public long modelVersion() {
        return process.scoringVersion();
    }

    @Override
    public OptionalDouble rescore(FlowId flowId) {
        return process.rescore(flowId);
    }
}
