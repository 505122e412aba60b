package dev.weir.service.erasure;

import dev.weir.sharing.intel.Indicator;
import dev.weir.sharing.intel.IntelPart;
import dev.weir.sharing.intel.IntelStore;
import dev.weir.sharing.privacy.NamedHost;
import dev.weir.topics.TopicScan;
import dev.weir.topics.lists.IntelWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Takes a host off the lists that sources of indicators brought: what is left of a list is brought again in its place. */
final class IntelLists {
    private final NamedHost host;
    private final Instant now;

    IntelLists(NamedHost host, Instant now) {
        this.host = host;
        this.now = now;
    }

    /**
     * Brings the lists anew that name it.
     *
     * @param tombstone takes the keys of records that are of no list any more
     */
    void removeFrom(Map<String, Object> kafka, String topic, Consumer<String> tombstone) {
        Map<String, Map<Integer, IntelPart>> lists = read(kafka, topic);
        try (IntelWriter writer = new IntelWriter(kafka, topic)) {
            lists.forEach((source, parts) -> {
                boolean isWhole =
                        parts.size() == parts.values().iterator().next().parts();
                List<Indicator> all = parts.values().stream()
                        .flatMap(part -> part.indicators().stream())
                        .toList();
                List<Indicator> others = without(source, all);
                boolean isNamed = host.isNamedIn(source);
                if (isWhole && (isNamed || others.size() < all.size())) {
                    List<IntelPart> anew = IntelPart.of(source, now, others);
                    writer.append(anew);
                    parts.keySet().stream()
                            .filter(number -> isNamed || number >= anew.size())
                            .forEach(number -> tombstone.accept(
                                    Objects.requireNonNull(parts.get(number)).key()));
                }
            });
        }
    }

    /** The parts that each source brought last. */
    private static Map<String, Map<Integer, IntelPart>> read(Map<String, Object> kafka, String topic) {
        Map<String, IntelPart> byKey = new TreeMap<>();
        try (TopicScan scan = TopicScan.committed(kafka, List.of(topic))) {
            scan.forEach(record -> {
                String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.ISO_8859_1);
                IntelPart.read(record.value())
                        .ifPresentOrElse(part -> byKey.put(part.key(), part), () -> byKey.remove(key));
            });
        }
        Map<String, Map<Integer, IntelPart>> lists = new TreeMap<>();
        byKey.values().forEach(part -> {
            IntelPart first = byKey.get(new IntelPart(part.source(), part.at(), 0, 1, List.of()).key());
            if (first != null && first.at().equals(part.at())) {
                lists.computeIfAbsent(part.source(), source -> new TreeMap<>()).put(part.part(), part);
            }
        });
        return lists;
    }

    private List<Indicator> without(String source, List<Indicator> all) {
        return all.stream()
                .filter(one -> !host.isNamedIn(
                        new String(new IntelPart(source, now, 0, 1, List.of(one)).toBytes(), StandardCharsets.UTF_8)))
                .toList();
    }

    /** Takes it off the lists in a folder; returns what was found there. */
    Erased removeFrom(Path folder) {
        if (!Files.isDirectory(folder)) {
            return new Erased(folder.toString(), 0, 0, "");
        }
        IntelStore store = new IntelStore(folder);
        long found = 0;
        try {
            for (Map.Entry<String, List<Indicator>> list : store.all(now).entrySet()) {
                List<Indicator> others = without(list.getKey(), list.getValue());
                if (others.size() < list.getValue().size()) {
                    found += list.getValue().size() - others.size();
                    store.put(list.getKey(), others);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read or written: check rights and free space", e);
        }
        return new Erased(folder.toString(), found, 0, "");
    }
}
