package dev.weir.service.erasure;

import dev.weir.sharing.privacy.NamedHost;
import dev.weir.topics.TopicScan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Searches whole topics for a host, in keys, values and headers. */
final class TopicSearch {
    /** Whoever sends flows can invent zones of an address. */
    private static final int MOST_SPELLINGS = 1_000;

    private final Map<String, Object> kafka;
    private final NamedHost host;
    private final Set<String> spellings = new TreeSet<>();

    /** @param kafka settings of any Kafka client */
    TopicSearch(Map<String, Object> kafka, NamedHost host) {
        this.kafka = kafka;
        this.host = host;
    }

    /** Reads topics to their ends of now; returns what names the host, by topic. */
    Map<String, Hits> search(Collection<String> topics) {
        Map<String, Hits> hits = new TreeMap<>();
        topics.forEach(topic -> hits.put(topic, new Hits()));
        try (TopicScan scan = TopicScan.everything(kafka, topics)) {
            scan.forEach(record -> {
                if (isNamedIn(record)) {
                    hits.computeIfAbsent(record.topic(), topic -> new Hits()).add(record);
                }
            });
        }
        return hits;
    }

    /** How the host was spelled in all that was searched. */
    Set<String> spellings() {
        return spellings;
    }

    private boolean isNamedIn(ConsumerRecord<byte[], byte[]> record) {
        // All are looked at, for each may have another spelling.
        int found = find(record.key()) + find(record.value());
        for (Header header : record.headers()) {
            found += find(header.value());
        }
        return found > 0;
    }

    private int find(byte @Nullable [] bytes) {
        if (bytes == null) {
            return 0;
        }
        List<String> found = new ArrayList<>();
        host.find(new String(bytes, StandardCharsets.ISO_8859_1), found::add);
        found.stream().limit(Math.max(0, MOST_SPELLINGS - spellings.size())).forEach(spellings::add);
        return found.size();
    }
}
