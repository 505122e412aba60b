package dev.weir.detector;

import dev.weir.api.ApiServer;
import dev.weir.feedback.Feedback;
import dev.weir.health.Health;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import org.jspecify.annotations.Nullable;

/** A detector of this process, which an {@link ApiServer} serves: beside what others may ask it, what it shows of itself. */
public interface ServedDetector extends Detector {
    /** Whether it does what it is for. Quick, and needs no answer from elsewhere. */
    Health health();

    /** What it has counted and measured, for Prometheus. */
    MetricSnapshots metrics();

    /**
     * What it thinks of a flow that somebody asks about; asking changes nothing.
     *
     * @param record a flow in any form
     * @param layout the header line of the file it is from; null if it has none
     * @throws RefusedException if it is no flow; the message says why
     */
    DetectAnswer detect(byte[] record, @Nullable String layout);

    /** Puts a flow record onto its topic, to be scored as any other. */
    void observe(byte[] record);

    /** What its newest model makes of flows that were scored before. */
    ScoresNow scores();

    /**
     * Takes a verdict back.
     *
     * @param correction the opposite verdict of the same analyst
     * @return partition and offset of the record
     */
    String takeBack(Feedback correction);
}
