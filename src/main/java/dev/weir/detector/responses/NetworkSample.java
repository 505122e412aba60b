package dev.weir.detector.responses;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.flow.Host;
import dev.weir.response.Addresses;
import dev.weir.response.guard.Surroundings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Who serves whom, and how many hosts are active, as far as a sample of the scored flows shows. A host counts as a client of another if
 * the other answered it with bytes. Bounded: of more than {@value #MOST_SERVERS} servers, the one that was asked longest ago is forgotten.
 * Thread-safe.
 */
final class NetworkSample implements Surroundings {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_SERVERS = 20_000;
    private static final int CLIENT_BITS = 1_024;
    private static final int HOST_BITS = 1 << 17;
    private static final Duration PERIOD = Duration.ofHours(1);

    private final LinkedHashMap<String, DistinctCount> servers = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, DistinctCount> eldest) {
            return size() > MOST_SERVERS;
        }
    };

    private DistinctCount active = new DistinctCount(HOST_BITS);
    private DistinctCount activeBefore = new DistinctCount(HOST_BITS);
    private Instant begun = Instant.EPOCH;
    private boolean hasSeen;

    /** Takes in a record of the scored topic; what is none is left out. */
    void see(byte[] record, Instant now) {
        String source = "";
        String destination = "";
        long answered = 0;
        try (JsonParser parser = JSON.createParser(record)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return;
            }
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                parser.nextToken();
                switch (key) {
                    case "src_ip" -> source = parser.getText();
                    case "dst_ip" -> destination = parser.getText();
                    case "dst_bytes" -> answered = parser.getValueAsLong();
                    default -> parser.skipChildren();
                }
            }
        } catch (IOException e) {
            return;
        }
        see(source, destination, answered > 0, now);
    }

    private synchronized void see(String source, String destination, boolean isAnswered, Instant now) {
        if (source.isEmpty() || destination.isEmpty()) {
            return;
        }
        if (begun.plus(PERIOD).isBefore(now)) {
            activeBefore = active;
            active = new DistinctCount(HOST_BITS);
            begun = now;
        }
        hasSeen = true;
        active.add(source);
        if (isAnswered) {
            servers.computeIfAbsent(canonical(destination), host -> new DistinctCount(CLIENT_BITS))
                    .add(source);
        }
    }

    /** In the spelling in which it is asked for; that of an IPv4 address is the only one. */
    private static String canonical(String host) {
        return host.indexOf(':') < 0 || !Host.isValid(host)
                ? host
                : Addresses.canonical(new Host(host)).map(Host::text).orElse(host);
    }

    @Override
    public synchronized OptionalLong clientsOf(Host host) {
        DistinctCount clients = servers.get(host.text());
        return clients == null ? OptionalLong.empty() : OptionalLong.of(clients.count());
    }

    @Override
    public synchronized OptionalLong activeHosts() {
        return hasSeen ? OptionalLong.of(Math.max(active.count(), activeBefore.count())) : OptionalLong.empty();
    }
}
