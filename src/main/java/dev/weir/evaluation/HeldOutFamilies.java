package dev.weir.evaluation;

import dev.weir.flow.Verdict;
import dev.weir.ingest.FlowFile;
import dev.weir.ingest.FlowReader;
import dev.weir.ingest.FlowRecord;
import dev.weir.ingest.record.ReadResult;
import dev.weir.model.ModelState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How families of attack are met that nobody ever labelled: each category of the malicious flows of a file is held out of the
 * verdicts in turn, and counted how much of it is found.
 *
 * @param file the file
 * @param protocol the label protocol as written
 * @param reports one for each category, in the order of their names; not empty
 */
public record HeldOutFamilies(String file, String protocol, List<EvaluationReport> reports) {
    /** More are hardly families, and each takes a pass over the file. */
    static final int MOST_CATEGORIES = 200;

    public HeldOutFamilies {
        reports = List.copyOf(reports);
        if (reports.isEmpty()) {
            throw new IllegalArgumentException("no category was held out of " + file);
        }
    }

    /** Recall at 1 % false positives on the category held out, each category weighing the same, 0 to 1. */
    public double meanRecallAtFpr1Percent() {
        return reports.stream()
                .mapToDouble(EvaluationReport::heldOutRecallAtFpr1Percent)
                .average()
                .orElse(Double.NaN);
    }

    /**
     * Measures a file once for each category.
     *
     * @param baseline the model that was installed before the first flow; null if none was
     * @throws IOException if the file cannot be read, or names no category of malicious flows, or too many
     */
    public static HeldOutFamilies measure(
            EvaluationSettings settings, Path file, ProgressListener listener, @Nullable ModelState baseline)
            throws IOException {
        List<String> categories = categories(file);
        List<EvaluationReport> reports = new ArrayList<>();
        for (String category : categories) {
            int done = reports.size();
            long flowsBefore = reports.stream().mapToLong(HeldOutFamilies::read).sum();
            ProgressListener part = (path, flows, bytesRead, totalBytes) -> listener.progress(
                    path, flowsBefore + flows, (done * totalBytes + bytesRead) / categories.size(), totalBytes);
            reports.addAll(Evaluation.run(settings.withHeldOut(category), List.of(file), part, baseline));
        }
        return new HeldOutFamilies(file.toString(), settings.protocol().toString(), reports);
    }

    private static long read(EvaluationReport report) {
        return report.flows() + report.unknown() + report.rejected();
    }

    private static List<String> categories(Path path) throws IOException {
        TreeSet<String> categories = new TreeSet<>();
        FlowReader reader = new FlowReader();
        try (FlowFile file = FlowFile.open(path)) {
            for (FlowRecord record = file.next(); record != null; record = file.next()) {
                String category = maliciousCategory(reader.read(record.value(), record.layout()));
                if (category != null && categories.add(category) && categories.size() > MOST_CATEGORIES) {
                    throw new IOException(path + " names more than " + MOST_CATEGORIES
                            + " categories of malicious flows; hold out one at a time");
                }
            }
        }
        if (categories.isEmpty()) {
            throw new IOException(path + " names no category of malicious flows; nothing can be held out");
        }
        return List.copyOf(categories);
    }

    private static @Nullable String maliciousCategory(ReadResult result) {
        if (result instanceof ReadResult.Accepted accepted
                && accepted.label().verdict().filter(Verdict.MALICIOUS::equals).isPresent()) {
            return accepted.label().category();
        }
        return null;
    }
}
