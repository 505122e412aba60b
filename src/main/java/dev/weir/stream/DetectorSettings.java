package dev.weir.stream;

import dev.weir.alert.AlertSettings;
import dev.weir.alert.ScoringSettings;
import dev.weir.checkpoint.CheckpointSettings;
import dev.weir.features.FeatureSettings;
import dev.weir.feedback.FeedbackKey;
import dev.weir.feedback.FeedbackSettings;
import dev.weir.flow.Flow;
import dev.weir.sharing.privacy.Pseudonyms;
import dev.weir.topics.TopicSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

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
 * @param feedbackKey signs feedback that comes through this detector, and tells it from other
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
        FeedbackKey feedbackKey,
        CheckpointSettings checkpoints,
        Optional<Pseudonyms> pseudonyms,
        Optional<String> server) {

    public DetectorSettings {
        kafka = Map.copyOf(kafka);
    }

    /** The same but for what is changed. */
    public DetectorSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return new DetectorSettings(
                draft.bootstrapServers,
                draft.directory,
                draft.kafka,
                draft.topics,
                draft.processing,
                draft.features,
                draft.scoring,
                draft.alerts,
                draft.feedback,
                draft.feedbackKey,
                draft.checkpoints,
                draft.pseudonyms,
                draft.server);
    }

    /** A flow as the detector sees it. */
    public Flow seen(Flow flow) {
        return pseudonyms.map(some -> some.of(flow)).orElse(flow);
    }

    /** Without the values for Kafka, which may be secrets. */
    @Override
    public String toString() {
        return "DetectorSettings[" + topics.names().prefix() + " on " + bootstrapServers + " in " + directory
                + ", kafka " + new TreeSet<>(kafka.keySet()) + "]";
    }

    /** Default settings for a Kafka and a folder, and a key that no other process has. */
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
                FeedbackKey.random(),
                CheckpointSettings.defaults(),
                Optional.empty(),
                Optional.empty());
    }

    /** Settings that are being changed. */
    public static final class Draft {
        public String bootstrapServers;
        public Path directory;
        public Map<String, String> kafka;
        public TopicSettings topics;
        public ProcessingSettings processing;
        public FeatureSettings features;
        public ScoringSettings scoring;
        public AlertSettings alerts;
        public FeedbackSettings feedback;
        public FeedbackKey feedbackKey;
        public CheckpointSettings checkpoints;
        public Optional<Pseudonyms> pseudonyms;
        public Optional<String> server;

        private Draft(DetectorSettings from) {
            bootstrapServers = from.bootstrapServers;
            directory = from.directory;
            kafka = from.kafka;
            topics = from.topics;
            processing = from.processing;
            features = from.features;
            scoring = from.scoring;
            alerts = from.alerts;
            feedback = from.feedback;
            feedbackKey = from.feedbackKey;
            checkpoints = from.checkpoints;
            pseudonyms = from.pseudonyms;
            server = from.server;
        }
    }
}
