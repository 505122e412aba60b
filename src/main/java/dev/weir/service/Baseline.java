package dev.weir.service;

import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSettings;
import dev.weir.modelfile.ModelFile;
import dev.weir.modelfile.ModelSettings;
import java.nio.file.Path;
import java.util.Optional;

/** The model that a new detector starts with. */
public final class Baseline {
    static final Path SHIPPED = Path.of("models", "baseline.weir");

    private Baseline() {}

    /** @throws CommandException if the settings name a file that cannot be used */
    public static Optional<ModelFile> of(ModelSettings settings, FeatureSettings features) {
        if (settings.baseline().equals(ModelSettings.NONE)) {
            return Optional.empty();
        }
        Path file = settings.baseline().equals(ModelSettings.SHIPPED)
                ? Session.installed(SHIPPED)
                : Path.of(settings.baseline());
        try {
            return Optional.of(ModelFiles.readFitting(file, FeatureExtractor.schemaOf(features)));
        } catch (CommandException e) {
            throw new CommandException(
                    "the baseline of the settings is not to be had: " + e.getMessage()
                            + "; set model.baseline to another file, or to " + ModelSettings.NONE,
                    e);
        }
    }
}
