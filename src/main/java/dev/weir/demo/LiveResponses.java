package dev.weir.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.detector.Detector;
import dev.weir.detector.RefusedException;
import dev.weir.detector.responses.ResponseQuery;
import dev.weir.flow.FlowId;
import dev.weir.response.ResponseState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The responses of the detector of this process, and the list that its feed keeps for firewalls. */
final class LiveResponses implements DemoResponses {
    private final Detector detector;
    private final Path list;
    private final Patience patience;

    LiveResponses(Detector detector, Path list, Patience patience) {
        this.detector = detector;
        this.list = list;
        this.patience = patience;
    }

    @Override
    public List<DemoResponse> all() {
        try {
            return detector.responses(ResponseQuery.all()).stream()
                    .map(LiveResponses::response)
                    .toList();
        } catch (RefusedException e) {
            return List.of();
        }
    }

    private static DemoResponse response(ObjectNode node) {
        return new DemoResponse(
                new FlowId(node.path("alert_id").asText()),
                node.path("host").asText(),
                ResponseState.valueOf(node.path("state").asText().toUpperCase(Locale.ROOT)),
                node.path("by").asText(),
                node.path("why").asText(),
                node.path("score").asDouble());
    }

    @Override
    public Set<String> contained() {
        try {
            return Files.exists(list) ? Set.copyOf(Files.readAllLines(list)) : Set.of();
        } catch (IOException e) {
            throw new DemoException("cannot read " + list + ": " + e.getMessage());
        }
    }

    @Override
    public void await(String what, BooleanSupplier done) {
        patience.await(what, done);
    }
}
