package dev.weir.stream;

import dev.weir.alert.AlertSettings;
import dev.weir.alert.ScoringSettings;
import dev.weir.checkpoint.CheckpointSettings;
import dev.weir.features.FeatureSettings;
import dev.weir.feedback.FeedbackSettings;
import dev.weir.flow.Flow;
import dev.weir.sharing.privacy.Pseudonyms;
import dev.weir.topics.TopicSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Holds all settings that a detector needs to run.
 *
 * @param bootstrapServers the Kafka to connect to, {@code host:port,…}
 * @param directory where state and models are kept; one process at a time
 * @param kafka any further setting of Kafka clients, such as SASL and TLS
 * @param topics names and shapes of the topics
 * @param processing guarantee and threads
 * @param features what is measured of hosts
 * @param scoring from what score on a flow is an alert
 * @param alerts what makes one alert out of several
 * @param feedback who may teach what
 * @param checkpoints when checkpoints are taken and how long they are kept
 * @param pseudonyms what stands in the place of the hosts of flows, from where they are read; empty for the hosts themselves
 * @param server how other instances reach the API of this one, {@code HOST:PORT}; empty if they do not
 */
public record DetectorSettings(
        String bootstrapServers,
        Path directory,
        Map<String, String> kafka,
        TopicSettings topics,
        ProcessingSettings processing,
        FeatureSettings features,
        ScoringSettings scoring,
        AlertSettings alerts,
        FeedbackSettings feedback,
        CheckpointSettings checkpoints,
        Optional<Pseudonyms> pseudonyms,
        Optional<String> server) {

    public DetectorSettings {
        kafka = Map.copyOf(kafka);
    }

    /** Settings to work with the hosts themselves. */
    public DetectorSettings(
            String bootstrapServers,
            Path directory,
            Map<String, String> kafka,
            TopicSettings topics,
            ProcessingSettings processing,
            FeatureSettings features,
            ScoringSettings scoring,
            AlertSettings alerts,
            FeedbackSettings feedback,
            CheckpointSettings checkpoints) {
        this(
                bootstrapServers,
                directory,
                kafka,
                topics,
                processing,
                features,
                scoring,
                alerts,
                feedback,
                checkpoints,
                Optional.empty(),
                Optional.empty());
    }

    /** The same, where other instances can ask this one. */
    public DetectorSettings withServer(Optional<String> address) {
        return new DetectorSettings(
                bootstrapServers,
                directory,
                kafka,
                topics,
                processing,
                features,
                scoring,
                alerts,
                feedback,
                checkpoints,
                pseudonyms,
                address);
    }

    /** The same, working with pseudonyms alone. */
    public DetectorSettings withPseudonyms(Pseudonyms some) {
        return new DetectorSettings(
                bootstrapServers,
                directory,
                kafka,
                topics,
                processing,
                features,
                scoring,
                alerts,
                feedback,
                checkpoints,
                Optional.of(some),
                server);
    }

    /** A flow as the detector sees it. */
    public Flow seen(Flow flow) {
        return pseudonyms.map(some -> some.of(flow)).orElse(flow);
    }

    /** The same, where the flows are spread over so many detecting tasks. */
    public DetectorSettings withDetectingTasks(int tasks) {
        return new DetectorSettings(
                bootstrapServers,
                directory,
                kafka,
                topics,
                processing,
                features.withPartitions(tasks),
                scoring,
                alerts,
                feedback,
                checkpoints,
                pseudonyms,
                server);
    }

    /** Without the values for Kafka, which may be secrets. */
    @Override
    public String toString() {
        return "DetectorSettings[" + topics.names().prefix() + " on " + bootstrapServers + " in " + directory
                + ", kafka " + new TreeSet<>(kafka.keySet()) + "]";
    }

    /** Default settings for a Kafka and a folder. */
    public static DetectorSettings defaults(String bootstrapServers, Path directory) {
        return new DetectorSettings(
                bootstrapServers,
                directory,
                Map.of(),
                TopicSettings.defaults(),
                ProcessingSettings.defaults(),
                FeatureSettings.defaults(),
                ScoringSettings.ofThreshold(ScoringSettings.DEFAULT_THRESHOLD),
                AlertSettings.defaults(),
                FeedbackSettings.defaults(),
                CheckpointSettings.defaults());
    }
}
