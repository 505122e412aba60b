package dev.weir.cli.settings;

import dev.weir.api.ApiSettings;
import dev.weir.broker.BrokerSettings;
import dev.weir.features.FeatureSettings;
import dev.weir.feedback.FeedbackSettings;
import dev.weir.scoring.ScoringSettings;
import dev.weir.topology.ProcessingSettings;
import java.nio.file.Path;
import java.util.Set;

/**
 * Everything that can be set, one component per section of the settings file. Sections and settings are named there as the
 * record components are here, in kebab-case.
 */
public record Settings(
        ProcessingSettings processing,
        FeatureSettings features,
        ScoringSettings scoring,
        FeedbackSettings feedback,
        BrokerSettings broker,
        ApiSettings api,
        KafkaSettings kafka) {

    /** Components that follow from something else, and are no settings. */
    static final Set<String> DERIVED = Set.of("broker.directory", "features.partitions");

    /** @param dataDirectory where Weir keeps what it keeps */
    public static Settings defaults(Path dataDirectory) {
        return new Settings(
                ProcessingSettings.defaults(),
                FeatureSettings.defaults(),
                ScoringSettings.defaults(),
                FeedbackSettings.defaults(),
                new BrokerSettings(dataDirectory.resolve("broker"), 0),
                ApiSettings.defaults(),
                KafkaSettings.defaults());
    }
}
