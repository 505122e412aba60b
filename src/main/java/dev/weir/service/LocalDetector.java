package dev.weir.service;

import dev.weir.detector.ServedDetector;

/** A detector that runs in this process. */
public interface LocalDetector extends ServedDetector, AutoCloseable {
    /** Takes a reading for the rate in its status; to be called every second or so. */
    void readRate();

    /** Stops it and leaves its group; flows not yet scored stay on their topic. */
    @Override
    void close();
}
