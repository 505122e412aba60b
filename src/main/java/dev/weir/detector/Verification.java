package dev.weir.detector;

/**
 * Compares the live model with the one that the log gives.
 *
 * @param identical whether the two digests are equal
 * @param modelVersion the version at which they were compared
 * @param liveDigest digest of the live model at that version
 * @param rebuiltDigest digest of the model that the log alone gives
 * @param events model events folded to rebuild it
 */
public record Verification(
        boolean identical, long modelVersion, String liveDigest, String rebuiltDigest, long events) {}
