package dev.weir.torture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.api.ApiClient;
import dev.weir.detector.RefusedException;
import dev.weir.detector.responses.ResponseQuery;
import dev.weir.response.ResponseGroup;
import dev.weir.torture.Detectors.Detector;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A person who works through the responses once a second, at whichever detector decides: of proposals each third is refused and the
 * others approved, and of what is done a tenth is undone.
 */
final class Approver implements AutoCloseable {
    private static final Duration REST = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST = 100;
    private static final ResponseQuery WORK =
            new ResponseQuery(Set.of(ResponseGroup.WAITING, ResponseGroup.IN_FORCE), null, MOST);

    private final List<Detector> detectors;
    private final AtomicInteger decided = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "approver");
    private volatile boolean isOver;

    Approver(List<Detector> detectors) {
        this.detectors = detectors;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether one of the detectors decides now. */
    boolean isSomebodyDeciding() {
        return detectors.stream().anyMatch(detector -> work(detector, false));
    }

    private void run() {
        while (!isOver) {
            detectors.forEach(detector -> work(detector, true));
            Patience.sleep(REST);
        }
    }

    /** False if the detector is away, or another decides. */
    private boolean work(Detector detector, boolean decides) {
        try {
            ApiClient api = detector.api();
            List<ObjectNode> responses = api.responses(WORK);
            if (decides) {
                responses.forEach(response -> decide(api, response));
            }
            return true;
        } catch (RefusedException | TortureException | UncheckedIOException | IllegalStateException away) {
            return false;
        }
    }

    private void decide(ApiClient api, ObjectNode response) {
        String id = response.path("response_id").asText();
        int luck = Math.floorMod(id.hashCode(), 30);
        if (!response.path("state").asText().equals("proposed")) {
            if (luck % 10 == 0) {
                api.undo(id, "carol", null);
                decided.incrementAndGet();
            }
        } else if (luck % 3 == 0) {
            api.undo(id, "carol", "a printer");
            decided.incrementAndGet();
        } else {
            api.approve(id, "carol");
            decided.incrementAndGet();
        }
    }

    /** How often it was answered that what it asked is done. */
    int decided() {
        return decided.get();
    }

    @Override
    public void close() {
        isOver = true;
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
