package dev.weir.detector.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.response.executor.Namespaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks several times a second at what is blocked, in nftables if there is a network and in the feed, and remembers it. */
final class RuleWatch implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long REST_MILLIS = 100;

    /** What was blocked at some moment between two, such as {@code deny4 10.88.0.1} and {@code feed 10.88.0.1}. */
    record Sample(Instant from, Instant to, Set<String> rules) {}

    private final @Nullable Namespaces network;
    private final Path feed;
    private final List<Sample> samples = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread = new Thread(this::run, "rule-watch");
    private volatile boolean closed;

    RuleWatch(@Nullable Namespaces network, Path feed) {
        this.network = network;
        this.feed = feed;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!closed) {
                samples.add(look());
                TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Sample look() throws IOException {
        Instant from = Instant.now();
        Set<String> rules = new TreeSet<>();
        if (Files.exists(feed)) {
            Files.readAllLines(feed).forEach(host -> rules.add("feed " + host));
        }
        if (network != null) {
            for (JsonNode entry : JSON.readTree(network.onRouter("nft", "-j", "list", "ruleset"))
                    .path("nftables")) {
                JsonNode set = entry.path("set");
                for (JsonNode element : set.path("elem")) {
                    rules.add(set.path("name").asText() + " "
                            + element.path("elem").path("val").asText());
                }
            }
        }
        return new Sample(from, Instant.now(), rules);
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    @Override
    public void close() {
        stop();
    }

    /** Looks no more; what it saw stays. */
    void stop() {
        closed = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
