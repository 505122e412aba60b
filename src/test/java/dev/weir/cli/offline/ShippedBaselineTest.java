package dev.weir.cli.offline;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.weir.cli.settings.Settings;
import dev.weir.modelfile.ModelSettings;
import dev.weir.service.Baseline;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A baseline that is shipped is for the features and the learner it is shipped with. */
class ShippedBaselineTest {
    @Test
    void shippedBaseline_fitsTheFeatures() {
        Settings settings = Settings.defaults(Path.of("data"));

        assertThatCode(() -> Baseline.of(new ModelSettings(ModelSettings.SHIPPED), settings.features()))
                .as("features changed: run scripts/dev baseline, and measure again as models/README.md says")
                .doesNotThrowAnyException();
    }
}
