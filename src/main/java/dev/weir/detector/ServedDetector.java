package dev.weir.detector;

import dev.weir.api.ApiServer;
import dev.weir.health.Health;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** A detector of this process, which an {@link ApiServer} serves: beside what others may ask it, what it shows of itself. */
public interface ServedDetector extends Detector {
    /** Whether it does what it is for. Quick, and needs no answer from elsewhere. */
    Health health();

    /** What it has counted and measured, for Prometheus. */
    MetricSnapshots metrics();
}
