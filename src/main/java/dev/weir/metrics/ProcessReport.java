package dev.weir.metrics;

import java.util.List;
import java.util.Map;

/**
 * What a detector shows to those who watch it. Counts and distributions are of this process since it started.
 *
 * @param figures what was counted
 * @param scores of the flows, in [0,1]
 * @param latencySeconds from when a flow was produced to when it was scored; of a sample
 * @param stageSeconds what each stage took; of a sample
 * @param modelVersion offset of the next model event
 * @param modelLessons lessons in the live model
 * @param servedVersion the version that scores
 * @param flowLag flows that wait in the partitions of this process
 * @param foldLag model events in the log and not yet in the model
 * @param gauges of Kafka Streams and its stores
 */
public record ProcessReport(
        Totals figures,
        Distribution scores,
        Distribution latencySeconds,
        Map<Stage, Distribution> stageSeconds,
        long modelVersion,
        long modelLessons,
        long servedVersion,
        long flowLag,
        long foldLag,
        List<Gauge> gauges) {}
