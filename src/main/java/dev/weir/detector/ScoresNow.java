package dev.weir.detector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the newest model makes of flows that were scored before. Thread-safe. */
public interface ScoresNow {
    /** The version of the newest model. */
    long modelVersion();

    /** The score of the flow in a record of an alert, in [0,1]; null if the record does not say enough. */
    @Nullable
    Double of(byte[] alertRecord);

    /**
     * Words for the reasons in a record of an alert.
     *
     * @param features as the record names them
     */
    List<String> words(byte[] alertRecord, List<String> features);
}
