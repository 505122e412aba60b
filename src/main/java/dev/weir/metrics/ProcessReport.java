package dev.weir.metrics;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;

/**
 * What a detector shows to those who watch it.
 *
 * @param counted what this process has counted and timed since it started
 * @param modelVersion offset of the next model event
 * @param modelLessons lessons in the live model
 * @param servedVersion the version that scores
 * @param flowLag flows that wait in the partitions of this process
 * @param foldLag model events in the log and not yet in the model
 * @param gauges of Kafka Streams and its stores
 */
public record ProcessReport(
        MetricSnapshots counted,
        long modelVersion,
        long modelLessons,
        long servedVersion,
        long flowLag,
        long foldLag,
        List<Gauge> gauges) {}
