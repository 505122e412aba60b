package dev.weir.sharing.intel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.files.AtomicFile;
import dev.weir.response.Addresses;
import inet.ipaddr.IPAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The indicators of each source, a file each in a folder. What a source brings replaces what it brought before. */
public final class IntelStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String END = ".json";

    private final Path folder;

    public IntelStore(Path folder) {
        this.folder = folder;
    }

    /** Whether a source may be called so: 1 to 64 letters, digits, full stops, _ and -. */
    public static boolean isName(String source) {
        return NAME.matcher(source).matches();
    }

    /** Puts what a source brought in the place of what it brought before. */
    public void put(String source, List<Indicator> indicators) throws IOException {
        if (!isName(source)) {
            throw new IllegalArgumentException("a source's name is 1 to 64 letters, digits, full stops, _ and -");
        }
        ObjectNode out = JSON.createObjectNode();
        ArrayNode list = out.put("source", source).putArray("indicators");
        for (Indicator indicator : indicators) {
            ObjectNode one = list.addObject().put("network", indicator.network());
            if (indicator.stixId() != null) {
                one.put("stix_id", indicator.stixId());
            }
            if (indicator.validUntil() != null) {
                one.put("valid_until", indicator.validUntil().toString());
            }
        }
        Files.createDirectories(folder);
        AtomicFile.writePrivate(folder.resolve(source + END), JSON.writeValueAsString(out));
    }

    /** The indicators of all sources that count now, by source. */
    public Map<String, List<Indicator>> all(Instant now) throws IOException {
        Map<String, List<Indicator>> all = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return all;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(END)).sorted().toList()) {
                JsonNode read = JSON.readTree(file.toFile());
                List<Indicator> indicators = new ArrayList<>();
                for (JsonNode one : read.path("indicators")) {
                    Instant until = one.has("valid_until")
                            ? Instant.parse(one.path("valid_until").asText())
                            : null;
                    Indicator indicator = new Indicator(
                            one.path("network").asText(),
                            until,
                            one.has("stix_id") ? one.path("stix_id").asText() : null);
                    if (indicator.isValidAt(now)) {
                        indicators.add(indicator);
                    }
                }
                all.put(read.path("source").asText(), indicators);
            }
        }
        return all;
    }

    /** Which sources have a host on their lists. */
    public static final class Matcher {
        private final Map<String, Set<String>> byAddress = new LinkedHashMap<>();
        private final Map<IPAddress, Set<String>> networks = new LinkedHashMap<>();

        public Matcher(Map<String, List<Indicator>> all) {
            all.forEach((source, indicators) -> indicators.forEach(indicator -> add(source, indicator.network())));
        }

        private void add(String source, String text) {
            IPAddress network = Addresses.network(text).orElse(null);
            if (network != null && network.isMultiple()) {
                networks.computeIfAbsent(network, unused -> new TreeSet<>()).add(source);
            } else {
                byAddress.computeIfAbsent(text, unused -> new TreeSet<>()).add(source);
            }
        }

        /** The sources, by name. */
        public Set<String> sources(String host) {
            Set<String> sources = new TreeSet<>();
            Addresses.address(host).ifPresent(address -> {
                sources.addAll(byAddress.getOrDefault(address.toCanonicalString(), Set.of()));
                networks.forEach((network, of) -> {
                    if (network.contains(address)) {
                        sources.addAll(of);
                    }
                });
            });
            return sources;
        }
    }
}
