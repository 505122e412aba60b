package dev.weir.torture;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Counts what became of records that share a name: of those of one id each is scored, and one keeps the id; of those of one line one is
 * scored, under its place.
 */
final class SharedNames {
    private final Map<String, Integer> sentById = new TreeMap<>();
    private final Map<String, Integer> scoredByLine = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private long scored;
    private long repeated;

    /**
     * Takes in a record of the flows topic.
     *
     * @param left how often each id was scored; what is accounted for is taken out
     * @return whether it is one that shares its name
     */
    boolean takes(ConsumerRecord<byte[], byte[]> record, Map<String, Integer> left, int asDead) {
        String id = text(record, Malice.SAME_ID_HEADER);
        String line = text(record, Malice.SAME_LINE_HEADER);
        String name = id == null ? line : id;
        if (name == null) {
            return false;
        }
        if (asDead > 0) {
            faults.add(name + " was set aside");
        }
        if (id != null) {
            sentById.merge(id, 1, Integer::sum);
        } else {
            Integer times = left.remove(record.partition() + "-" + record.offset());
            scoredByLine.merge(name, times == null ? 0 : times, Integer::sum);
            repeated += times == null ? 1 : 0;
        }
        return true;
    }

    private static @Nullable String text(ConsumerRecord<byte[], byte[]> record, String header) {
        Header found = record.headers().lastHeader(header);
        return found == null ? null : new String(found.value(), StandardCharsets.UTF_8);
    }

    /**
     * What does not add up, once all records were taken in.
     *
     * @param left what is scored and not accounted for yet; what is here is taken out
     */
    List<String> faults(Map<String, Integer> left) {
        scoredByLine.forEach((line, times) -> {
            scored += times;
            if (times != 1) {
                faults.add(line + " was scored " + times + " times");
            }
        });
        Map<String, Integer> scoredById = new HashMap<>();
        left.entrySet().removeIf(entry -> {
            int mark = entry.getKey().indexOf('~');
            String id = mark < 0 ? entry.getKey() : entry.getKey().substring(0, mark);
            boolean isOne = sentById.containsKey(id);
            if (isOne) {
                scoredById.merge(id, entry.getValue(), Integer::sum);
                if (mark < 0 && entry.getValue() != 1) {
                    faults.add(id + " was kept by " + entry.getValue() + " flows");
                }
            }
            return isOne;
        });
        sentById.forEach((id, sent) -> {
            int times = scoredById.getOrDefault(id, 0);
            scored += times;
            if (times != sent) {
                faults.add(id + " was sent for " + sent + " flows, and scored for " + times);
            }
        });
        return faults;
    }

    /** Of these records, how many were lines that others had brought. */
    long repeated() {
        return repeated;
    }

    /** Of these records, how many were scored. */
    long scored() {
        return scored;
    }
}
