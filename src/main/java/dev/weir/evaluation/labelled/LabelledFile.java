package dev.weir.evaluation.labelled;

import dev.weir.flow.Flow;
import dev.weir.flow.Label;
import dev.weir.flow.Verdict;
import dev.weir.ingest.FlowFile;
import dev.weir.ingest.FlowReader;
import dev.weir.ingest.FlowRecord;
import dev.weir.ingest.record.ReadResult;
import dev.weir.ingest.stitch.Half;
import dev.weir.ingest.stitch.Stitcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file of labelled flows, read once; records of one direction are joined. Labels come out as verdicts whatever words the file has for them: beside words for benign,
 * a word that is not known names a kind of attack. Whether there are such words is known only at the end, so that
 * {@link FileAccount#unclearWords} tells then that flows were taken for attacks in error.
 */
public final class LabelledFile {
    private static final int PROGRESS_EVERY_RECORDS = 5_000;
    /** More are no vocabulary, and would fill the memory. */
    private static final int MOST_WORDS = 1_000;

    private static final String FURTHER_WORDS = "further words";

    private static final long NO_ARRIVAL = -1;

    private final Path path;
    private final Visitor visitor;
    private final Stitcher<Label> stitcher;
    private final Map<String, Long> rejected = new HashMap<>();
    private final Map<String, Long> kinds = new HashMap<>();
    private final Map<String, Label> meanings = new HashMap<>();
    private final TimeOrder order = new TimeOrder();
    private @Nullable String firstRejected;
    private long records;
    private long benign;
    private long malicious;

    /** Takes the flows. */
    @FunctionalInterface
    public interface Visitor {
        void flow(Flow flow, Label label);
    }

    /** Is told now and then how far it is. */
    @FunctionalInterface
    public interface Watcher {
        void progress(Path file, long records, long bytesRead, long totalBytes);
    }

    private LabelledFile(Path path, Visitor visitor) {
        this.path = path;
        this.visitor = visitor;
        this.stitcher = new Stitcher<>(
                Stitcher.WINDOW, Stitcher.MOST_WAITING, (flow, client, server) -> hand(flow, whole(client, server)));
    }

    /**
     * Hands out all flows.
     *
     * @throws IOException if the file cannot be read; the message names it
     */
    public static FileAccount read(Path path, Visitor visitor, Watcher watcher) throws IOException {
        return new LabelledFile(path, visitor).read(watcher);
    }

    private FileAccount read(Watcher watcher) throws IOException {
        FlowReader reader = new FlowReader();
        try (FlowFile file = FlowFile.open(path)) {
            for (FlowRecord record = file.next(); record != null; record = file.next()) {
                take(reader.read(record.value(), record.layout()), record.lineNumber());
                if (++records % PROGRESS_EVERY_RECORDS == 0) {
                    watcher.progress(path, records, file.bytesRead(), file.totalBytes());
                }
            }
            stitcher.letGoOfAll();
            watcher.progress(path, records, file.bytesRead(), file.totalBytes());
        }
        boolean understood = benign > 0;
        return new FileAccount(
                records,
                rejected,
                firstRejected,
                benign,
                malicious,
                understood ? kinds : Map.of(),
                understood ? Map.of() : kinds,
                order.outOfOrder());
    }

    private void take(ReadResult result, long lineNumber) {
        if (result instanceof ReadResult.Accepted accepted) {
            Label label = understood(accepted.label());
            order.observe(accepted.flow());
            ReadResult.OneWay oneWay = accepted.oneWay();
            if (oneWay == null) {
                hand(accepted.flow(), label);
            } else {
                stitcher.take(new Half<>(accepted.flow(), oneWay.tcpFlags(), label), NO_ARRIVAL, 0);
            }
        } else if (result instanceof ReadResult.Rejected refusal) {
            rejected.merge(refusal.reason().code(), 1L, Long::sum);
            if (firstRejected == null) {
                firstRejected = "on line " + lineNumber + ": " + refusal.detail();
            }
        }
    }

    private void hand(Flow flow, Label label) {
        label.verdict().ifPresent(this::count);
        visitor.flow(flow, label);
    }

    /** Both directions mostly have one label; where one says more, that counts. */
    private static Label whole(Label client, @Nullable Label server) {
        boolean saysMore = server != null && client.verdict().isEmpty();
        return saysMore ? Objects.requireNonNull(server) : client;
    }

    private void count(Verdict verdict) {
        if (verdict == Verdict.BENIGN) {
            benign++;
        } else {
            malicious++;
        }
    }

    private Label understood(Label label) {
        String word = label.word();
        if (word == null) {
            return label;
        }
        Label meaning = meanings.get(word);
        if (meaning == null) {
            meaning = meaningOf(word);
            if (meanings.size() < MOST_WORDS) {
                meanings.put(word, meaning);
            }
        }
        if (meaning.word() != null) {
            String counted = kinds.size() < MOST_WORDS || kinds.containsKey(word) ? word : FURTHER_WORDS;
            kinds.merge(counted, 1L, Long::sum);
        }
        return new Label(meaning.verdict(), label.category() == null ? meaning.category() : label.category());
    }

    /** With the word itself where it only seems to be a kind of attack. */
    private static Label meaningOf(String word) {
        return switch (LabelWord.of(word)) {
            case BENIGN -> new Label(Optional.of(Verdict.BENIGN), null);
            case UNKNOWN -> Label.UNKNOWN;
            case MALICIOUS ->
                new Label(Optional.of(Verdict.MALICIOUS), LabelWord.isPlainlyMalicious(word) ? null : word);
            case KIND -> new Label(Optional.of(Verdict.MALICIOUS), word, word);
        };
    }
}
