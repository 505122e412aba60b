package dev.weir.evaluation;

import java.nio.file.Path;

/** Told how far an evaluation is. */
@FunctionalInterface
public interface ProgressListener {
    /** Hears nothing. */
    ProgressListener NONE = (file, flows, bytesRead, totalBytes) -> {};

    /**
     * Called every few thousand flows and at the end of each file.
     *
     * @param file the file being read
     * @param flows flows read from it so far
     * @param bytesRead bytes read from it so far
     * @param totalBytes its size; 0 if not known
     */
    void progress(Path file, long flows, long bytesRead, long totalBytes);
}
