package dev.weir.service.erasure;

import dev.weir.topics.TopicScan;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Searches whole topics for the name of a host, in keys and values. */
final class TopicSearch {
    private final Map<String, Object> kafka;
    private final String host;

    /** @param kafka settings of any Kafka client */
    TopicSearch(Map<String, Object> kafka, String host) {
        this.kafka = kafka;
        this.host = host;
    }

    /** Reads topics to their ends of now; returns what names the host, by topic. */
    Map<String, Hits> search(Collection<String> topics) {
        Map<String, Hits> hits = new TreeMap<>();
        topics.forEach(topic -> hits.put(topic, new Hits()));
        try (TopicScan scan = TopicScan.everything(kafka, topics)) {
            scan.forEach(record -> {
                if (isNamed(record.key()) || isNamed(record.value())) {
                    hits.computeIfAbsent(record.topic(), topic -> new Hits()).add(record);
                }
            });
        }
        return hits;
    }

    private boolean isNamed(byte @Nullable [] bytes) {
        return bytes != null && isNamed(new String(bytes, StandardCharsets.ISO_8859_1), host);
    }

    /** Whether a text names the host, and not only one whose name begins or ends with its. */
    static boolean isNamed(String text, String host) {
        for (int at = text.indexOf(host); at >= 0; at = text.indexOf(host, at + 1)) {
            int end = at + host.length();
            boolean isWhole = (at == 0 || !isOfName(text.charAt(at - 1)))
                    && (end == text.length() || !isOfName(text.charAt(end)) || isEndOfSentence(text, end));
            if (isWhole) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEndOfSentence(String text, int at) {
        boolean isStop = text.charAt(at) == '.' || text.charAt(at) == ':';
        return isStop && (at + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(at + 1)));
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == ':' || c == '_' || c == '-';
    }
}
