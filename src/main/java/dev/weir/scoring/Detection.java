package dev.weir.scoring;

import dev.weir.flow.ThreatCategory;
import java.util.List;
import java.util.Optional;

/**
 * What the detector thinks of a flow that somebody asks about.
 *
 * @param score threat probability in [0,1]; high = threat
 * @param modelVersion that scored it
 * @param explanation what made the score, to the last bit
 * @param words the reasons of the explanation, for people, in its order
 * @param category what kind of threat it would be; empty as long as no verdict has named one
 * @param threshold least score of an alert, as it is set
 * @param behaviour where what is known of its hosts was read
 */
public record Detection(
        double score,
        long modelVersion,
        ScoreExplanation explanation,
        List<String> words,
        Optional<ThreatCategory> category,
        double threshold,
        Behaviour behaviour) {
    public Detection {
        words = List.copyOf(words);
    }

    /** Where the behaviour of hosts was read. */
    public enum Behaviour {
        /** In this process, which scores the flows of the source. */
        KNOWN,
        /** Nowhere: another process scores the flows of the source, so its hosts count as never seen. */
        ELSEWHERE
    }
}
