package dev.weir.evaluation;

import dev.weir.evaluation.labelled.LabelledFile;
import dev.weir.evaluation.report.EvaluationReport;
import dev.weir.flow.Label;
import dev.weir.flow.Verdict;
import dev.weir.model.ModelState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
            reports.addAll(
                    Evaluation.run(settings.with(to -> to.heldOutCategory = category), List.of(file), part, baseline));
        }
        return new HeldOutFamilies(file.toString(), settings.protocol().toString(), reports);
    }

    private static long read(EvaluationReport report) {
        return report.account().records();
    }

    private static List<String> categories(Path path) throws IOException {
        TreeSet<String> categories = new TreeSet<>();
        LabelledFile.read(path, (flow, label) -> addCategory(label, categories), ProgressListener.NONE::progress);
        if (categories.size() > MOST_CATEGORIES) {
            throw new IOException(path + " names more than " + MOST_CATEGORIES
                    + " categories of malicious flows; hold out one at a time");
        }
        if (categories.isEmpty()) {
            throw new IOException(path + " names no category of malicious flows; nothing can be held out");
        }
        return List.copyOf(categories);
    }

    private static void addCategory(Label label, Set<String> categories) {
        String category = label.category();
        if (category != null
                && categories.size() <= MOST_CATEGORIES
                && label.verdict().filter(Verdict.MALICIOUS::equals).isPresent()) {
            categories.add(category);
        }
    }
}
