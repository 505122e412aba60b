package dev.weir.cli.settings;

import dev.weir.alert.AlertSettings;
import dev.weir.alert.ScoringSettings;
import dev.weir.api.ApiSettings;
import dev.weir.broker.BrokerSettings;
import dev.weir.checkpoint.CheckpointSettings;
import dev.weir.detector.responses.ResponseSettings;
import dev.weir.features.FeatureSettings;
import dev.weir.feedback.FeedbackSettings;
import dev.weir.modelfile.ModelSettings;
import dev.weir.sharing.output.OutputSettings;
import dev.weir.sharing.privacy.PrivacySettings;
import dev.weir.stream.DetectorSettings;
import dev.weir.stream.ProcessingSettings;
import dev.weir.topics.TopicSettings;
import java.nio.file.Path;
import java.util.Set;

/**
 * Everything that can be set, one component per section of the settings file. Sections and settings are named there as the
 * record components are here, in kebab-case.
 */
public record Settings(
        TopicSettings topics,
        ProcessingSettings processing,
        FeatureSettings features,
        ScoringSettings scoring,
        AlertSettings alerts,
        FeedbackSettings feedback,
        CheckpointSettings checkpoints,
        ModelSettings model,
        BrokerSettings broker,
        ApiSettings api,
        ResponseSettings response,
        OutputSettings output,
        PrivacySettings privacy,
        KafkaSettings kafka) {

    /** Components that follow from something else, and are no settings. */
    static final Set<String> DERIVED = Set.of("broker.directory", "features.partitions", "topics.feedback-retention");

    /** What follows from another setting is made to. */
    public Settings {
        topics = new TopicSettings(
                topics.names(),
                topics.partitions(),
                topics.replicationFactor(),
                topics.flowsRetention(),
                feedback.retention(),
                topics.historyRetention());
        features = new FeatureSettings(
                topics.partitions(), features.maxHeapHosts(), features.maxHosts(), features.anomalyMemoryFlows());
    }

    /** @param dataDirectory where Weir keeps what it keeps */
    public static Settings defaults(Path dataDirectory) {
        return new Settings(
                TopicSettings.defaults(),
                ProcessingSettings.defaults(),
                FeatureSettings.defaults(),
                ScoringSettings.defaults(),
                AlertSettings.defaults(),
                FeedbackSettings.defaults(),
                CheckpointSettings.defaults(),
                ModelSettings.defaults(),
                new BrokerSettings(dataDirectory.resolve("broker"), 0),
                ApiSettings.defaults(),
                ResponseSettings.defaults(),
                OutputSettings.defaults(),
                PrivacySettings.defaults(),
                KafkaSettings.defaults());
    }

    /** The same but for Kafka. */
    public Settings withKafka(KafkaSettings other) {
        return with(api, other);
    }

    /** The same but for the API. */
    public Settings withApi(ApiSettings other) {
        return with(other, kafka);
    }

    private Settings with(ApiSettings otherApi, KafkaSettings otherKafka) {
        return new Settings(
                topics,
                processing,
                features,
                scoring,
                alerts,
                feedback,
                checkpoints,
                model,
                broker,
                otherApi,
                response,
                output,
                privacy,
                otherKafka);
    }

    /**
     * What the detector needs of all this.
     *
     * @param directory where it keeps state and models
     * @throws IllegalStateException if no bootstrap servers are set
     */
    public DetectorSettings toDetectorSettings(Path directory) {
        String servers = kafka.bootstrapServers()
                .orElseThrow(() -> new IllegalStateException("no Kafka to connect to: set bootstrap.servers"));
        return DetectorSettings.defaults(servers, directory).with(to -> {
            to.kafka = kafka.clients();
            to.topics = topics;
            to.processing = processing;
            to.features = features;
            to.scoring = scoring;
            to.alerts = alerts;
            to.feedback = feedback;
            to.checkpoints = checkpoints;
            to.server = api.instanceAddress();
        });
    }
}
