package dev.weir.service.erasure;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The records of one topic that name the host. */
final class Hits {
    private final Set<String> keys = new HashSet<>();
    private final Map<Integer, Long> last = new TreeMap<>();
    private long count;

    void add(ConsumerRecord<byte[], byte[]> record) {
        count++;
        last.merge(record.partition(), record.offset(), Math::max);
        if (record.key() != null) {
            keys.add(new String(record.key(), StandardCharsets.ISO_8859_1));
        }
    }

    long count() {
        return count;
    }

    /** As text of one character a byte. */
    Set<String> keys() {
        return keys;
    }

    /** The offset of the last, by partition. */
    Map<Integer, Long> last() {
        return last;
    }
}
