package dev.weir.detector.responses;

import dev.weir.response.ResponseGroup;
import dev.weir.response.ResponseStep;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How it is with responses in this process.
 *
 * @param deciding whether this process decides; of all that share a model, one does
 * @param waiting proposals that wait for a person, where this process decides
 * @param inForce responses that are done or about to be, where this process decides
 * @param failing why executors could not do what they should when they last tried, by their names
 */
public record ResponseStanding(boolean deciding, int waiting, int inForce, Map<String, String> failing) {
    public ResponseStanding {
        failing = Map.copyOf(failing);
    }

    /** @param known all responses; null while another process decides */
    static ResponseStanding of(@Nullable Collection<ResponseStep> known, Map<String, String> failing) {
        return new ResponseStanding(
                known != null, count(known, ResponseGroup.WAITING), count(known, ResponseGroup.IN_FORCE), failing);
    }

    private static int count(@Nullable Collection<ResponseStep> known, ResponseGroup group) {
        return known == null
                ? 0
                : (int) known.stream()
                        .filter(step -> ResponseGroup.of(step) == group)
                        .count();
    }

    /** What an operator should look at, in one line; empty if nothing. */
    public Optional<String> concern() {
        List<String> concerns = new ArrayList<>();
        new TreeMap<>(failing)
                .forEach((executor, why) ->
                        concerns.add("the executor " + executor + " fails and is tried again: " + why));
        if (waiting > 0) {
            concerns.add(waiting + (waiting == 1 ? " proposed response waits" : " proposed responses wait")
                    + " for a person: weir responses");
        }
        return concerns.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", concerns));
    }
}
