package dev.weir.sharing.intel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.files.AtomicFile;
import dev.weir.flow.Listing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The indicators of each source, a file each in a folder. What a source brings replaces what it brought before. */
public final class IntelStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String END = ".json";

    private final Path folder;

    public IntelStore(Path folder) {
        this.folder = folder;
    }

    /** Puts what a source brought in the place of what it brought before. */
    public void put(String source, List<Indicator> indicators) throws IOException {
        if (!Listing.isName(source)) {
            throw new IllegalArgumentException("a source's name is 1 to 64 letters, digits, full stops, _ and -");
        }
        ObjectNode out = JSON.createObjectNode();
        IndicatorJson.write(indicators, out.put("source", source).putArray("indicators"));
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
                List<Indicator> indicators = IndicatorJson.read(read.path("indicators"));
                indicators.removeIf(indicator -> !indicator.isValidAt(now));
                all.put(read.path("source").asText(), indicators);
            }
        }
        return all;
    }
}
