package dev.weir.service;

import dev.weir.cli.settings.Settings;
import dev.weir.detector.RunningDetector;
import dev.weir.detector.responses.RehearsedRules;
import dev.weir.detector.responses.ResponseSettings;
import dev.weir.detector.responses.ResponseStart;
import dev.weir.feedback.FeedbackKey;
import dev.weir.response.playbook.Playbook;
import dev.weir.sharing.privacy.PrivacySettings;
import dev.weir.sharing.privacy.Pseudonyms;
import dev.weir.stream.DetectorSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Starts the detector of this process as the settings say. */
public final class DetectorStart {
    private DetectorStart() {}

    /**
     * Returns when it is about to score flows.
     *
     * @param settings with the bootstrap servers to connect to
     * @param directory where it keeps state and models
     */
    public static RunningDetector start(Settings settings, Path directory) {
        Optional<ResponseStart> responses = responses(settings, directory);
        responses.ifPresent(ResponseStart::begin);
        try {
            return RunningDetector.start(
                    withSecrets(settings, directory),
                    () -> Baseline.of(settings.model(), settings.features()),
                    responses);
        } catch (RuntimeException e) {
            responses.ifPresent(ResponseStart::close);
            throw e;
        }
    }

    private static DetectorSettings withSecrets(Settings settings, Path directory) {
        DetectorSettings plain = settings.toDetectorSettings(directory);
        DataDirectory data = new DataDirectory(home(directory));
        Optional<Pseudonyms> pseudonyms = data.pseudonyms(settings.privacy(), PrivacySettings.Where.INPUT);
        FeedbackKey key = data.feedbackKey(settings.feedback());
        return plain.with(to -> {
            to.pseudonyms = pseudonyms;
            to.feedbackKey = key;
        });
    }

    private static Path home(Path directory) {
        return Optional.ofNullable(directory.getParent()).orElse(directory);
    }

    /** Reads the playbook before anything is started, since it may not be one. */
    private static Optional<ResponseStart> responses(Settings settings, Path directory) {
        ResponseSettings response = settings.response();
        if (response.playbook().equals(ResponseSettings.NONE)) {
            return Optional.empty();
        }
        Playbook playbook = Playbooks.read(response);
        new RehearsedRules(home(directory)).require(playbook);
        Map<String, Object> kafka = new TreeMap<>(settings.kafka().clients());
        return Optional.of(new ResponseStart(
                response,
                playbook,
                settings.topics().names(),
                kafka,
                settings.kafka().bootstrapServers().orElse(""),
                directory));
    }
}
