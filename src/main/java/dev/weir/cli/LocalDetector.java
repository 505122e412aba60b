package dev.weir.cli;

import dev.weir.api.Detector;
import java.util.Optional;

/** A detector that runs in this process. */
interface LocalDetector extends Detector, AutoCloseable {
    /** Why it runs no more, if something ended it. */
    Optional<Throwable> failure();

    /** Whether flows are being scored. */
    boolean isReady();

    /** Takes a reading for the rate in its status; to be called every second or so. */
    void readRate();

    /** Stops it and leaves its group; flows not yet scored stay on their topic. */
    @Override
    void close();
}
