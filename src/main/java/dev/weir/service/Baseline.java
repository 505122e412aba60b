package dev.weir.service;

import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureSettings;
import dev.weir.model.VowpalWabbitModel;
import dev.weir.modelfile.ModelFile;
import dev.weir.modelfile.ModelSettings;
import java.nio.file.Path;
import java.util.Optional;

/** The model that a new detector starts with, as the first event of its log: it says how the log goes on. */
public final class Baseline {
    static final Path SHIPPED = Path.of("models", "baseline.weir");

    private Baseline() {}

    /** @throws CommandException if the settings name a file that cannot be used */
    public static Optional<ModelFile> of(ModelSettings settings, FeatureSettings features) {
        if (settings.baseline().equals(ModelSettings.NONE)) {
            return Optional.of(untrained(FeatureExtractor.schemaOf(features)));
        }
        Path file =
                settings.baseline().equals(ModelSettings.SHIPPED) ? Home.file(SHIPPED) : Path.of(settings.baseline());
        try {
            return Optional.of(ModelFiles.readFitting(file, FeatureExtractor.schemaOf(features)));
        } catch (CommandException e) {
            throw new CommandException(
                    "the baseline of the settings is not to be had: " + e.getMessage()
                            + "; set model.baseline to another file, or to " + ModelSettings.NONE,
                    e);
        }
    }

    /** A model that has learned nothing, but whose prior yields, where that of version 0 is a weight like any other. */
    private static ModelFile untrained(FeatureSchema schema) {
        try (VowpalWabbitModel model = VowpalWabbitModel.yielding()) {
            return ModelFile.of(model.save(), schema, "untrained");
        }
    }
}
