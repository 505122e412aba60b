package dev.weir.service;

import dev.weir.cli.settings.Settings;
import java.nio.file.Path;

/** Starts the detector of this process. */
public interface DetectorLauncher {
    /**
     * Returns when it is about to score flows.
     *
     * @param settings with the bootstrap servers to connect to
     * @param directory where it keeps state and models
     */
    LocalDetector start(Settings settings, Path directory);
}
