package dev.weir.cli.offline;

import dev.weir.cli.replay.Progress;
import dev.weir.evaluation.EvaluationSettings;
import dev.weir.evaluation.suite.Halves;
import dev.weir.evaluation.suite.HalvesTable;
import dev.weir.evaluation.suite.LabelledSet;
import dev.weir.evaluation.suite.LeaveOneOut;
import dev.weir.evaluation.suite.PoisonBench;
import dev.weir.evaluation.suite.PoisonReport;
import dev.weir.evaluation.suite.PoisonTable;
import dev.weir.evaluation.suite.SlowAttacks;
import dev.weir.evaluation.suite.Suite;
import dev.weir.evaluation.suite.SuiteJson;
import dev.weir.evaluation.suite.SuiteReport;
import dev.weir.evaluation.suite.SuiteSettings;
import dev.weir.evaluation.suite.SuiteTable;
import dev.weir.model.ModelState;
import dev.weir.service.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What {@code weir evaluate} does with many sets and many seeds. */
final class SuiteOptions {
    private static final int MOST_THREADS_UNASKED = 2;
    private static final int MOST_SLOW_HOURS = 240;

    @Option(
            names = "--suite",
            paramLabel = "DIR",
            description = {
                "Measure all sets of a folder: each whole, with few malicious flows, and without verdicts. A name up to its",
                "first hyphen names the network; sets of one network count once together."
            })
    @Nullable
    Path folder;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Measure with so many seeds from --seed on; ${DEFAULT-VALUE}.")
    int seeds;

    @Option(
            names = "--thinned",
            paramLabel = "PART",
            defaultValue = "0.05",
            description = "What part of the malicious flows the thinned sets keep; ${DEFAULT-VALUE}.")
    double thinned;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Sets measured at the same time; 2, or 1 on one processor, if not given.")
    int threads = Math.min(MOST_THREADS_UNASKED, Runtime.getRuntime().availableProcessors());

    @Option(
            names = "--slow-hours",
            paramLabel = "HOURS",
            defaultValue = "72",
            description = {
                "Simulate each slow attack for so many hours, beside the sets and in no mean of them; ${DEFAULT-VALUE},",
                "0 for none."
            })
    int slowHours;

    @Option(
            names = "--against",
            paramLabel = "OLD.json",
            description =
                    "Compare with what --suite --json wrote before, and say what exceeds the spread of the seeds.")
    @Nullable
    Path against;

    @Option(
            names = "--leave-one-out",
            description = {
                "Measure nothing: the FILEs are reports that --suite --json wrote, of builds that differ in a constant. For each",
                "network, say which build all others would choose, and what that comes to there."
            })
    boolean leaveOneOut;

    @Option(
            names = "--verdict-by-verdict",
            description = {
                "Of the flows after 50, 200 and 1,000 verdicts, say what the model finds beside its two halves: what it believes",
                "before any verdict, and what it learns without that."
            })
    boolean verdictByVerdict;

    /** Measures the folder. */
    void measure(EvaluationSettings settings, @Nullable ModelState baseline, @Nullable Path json, CommandSpec spec)
            throws IOException {
        if (folder == null) {
            throw new ParameterException(
                    spec.commandLine(), "--seeds, --thinned, --threads, --slow-hours and --against need --suite");
        }
        if (slowHours < 0 || slowHours > MOST_SLOW_HOURS) {
            throw new ParameterException(
                    spec.commandLine(), "--slow-hours must be 0 to " + MOST_SLOW_HOURS + ", got " + slowHours);
        }
        SuiteReport earlier = against == null ? null : read(against);
        List<LabelledSet> sets = sets(folder);
        SuiteSettings suite = suiteSettings(settings, spec);
        SuiteReport report;
        try (Progress progress = new Progress(spec.commandLine().getErr(), 0)) {
            SuiteProgress counted = new SuiteProgress(progress);
            report = new Suite(suite, counted::progress, baseline).run(sets);
            if (slowHours > 0) {
                report = report.with(new SlowAttacks(suite, Duration.ofHours(slowHours), baseline).run());
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(SuiteTable.of(report));
        if (earlier != null) {
            out.print("\n" + SuiteTable.difference(earlier, report));
        }
        out.flush();
        if (json != null) {
            try (OutputStream stream = Files.newOutputStream(json)) {
                SuiteJson.write(report, stream);
            }
        }
    }

    /** Measures what every kind of wrong verdicts costs on the folder. */
    void measurePoisons(EvaluationSettings settings, @Nullable ModelState baseline, CommandSpec spec)
            throws IOException {
        if (folder == null || against != null) {
            throw new ParameterException(spec.commandLine(), "--poison each needs --suite, and no --against");
        }
        List<LabelledSet> sets = sets(folder);
        PoisonReport report;
        try (Progress progress = new Progress(spec.commandLine().getErr(), 0)) {
            SuiteProgress counted = new SuiteProgress(progress);
            report = new PoisonBench(suiteSettings(settings, spec), counted::progress, baseline).run(sets);
        }
        spec.commandLine().getOut().print(PoisonTable.of(report));
        spec.commandLine().getOut().flush();
    }

    /** Measures the model beside its halves on the folder. */
    void measureHalves(
            EvaluationSettings settings, @Nullable ModelState baseline, @Nullable Path json, CommandSpec spec)
            throws IOException {
        if (folder == null || against != null || json != null) {
            throw new ParameterException(
                    spec.commandLine(), "--verdict-by-verdict needs --suite, and no --against or --json");
        }
        List<LabelledSet> sets = sets(folder);
        Halves halves;
        try (Progress progress = new Progress(spec.commandLine().getErr(), 0)) {
            SuiteProgress counted = new SuiteProgress(progress);
            halves = Halves.measure(suiteSettings(settings, spec), counted::progress, baseline, sets);
        }
        spec.commandLine().getOut().print(HalvesTable.of(halves));
        spec.commandLine().getOut().flush();
    }

    private SuiteSettings suiteSettings(EvaluationSettings settings, CommandSpec spec) {
        try {
            return new SuiteSettings(settings, seeds, thinned, threads);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
    }

    private static List<LabelledSet> sets(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new CommandException("there is no folder " + folder + "; nothing was measured");
        }
        return LabelledSet.in(folder);
    }

    /** Compares reports and measures nothing. */
    void choose(List<Path> files, CommandSpec spec) {
        if (folder != null) {
            throw new ParameterException(
                    spec.commandLine(), "--leave-one-out compares the reports that are its FILEs: no --suite");
        }
        Map<String, SuiteReport> builds = new LinkedHashMap<>();
        for (Path file : files) {
            builds.put(String.valueOf(file.getFileName()), read(file));
        }
        LeaveOneOut choice;
        try {
            choice = LeaveOneOut.of(builds);
        } catch (IllegalArgumentException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
        spec.commandLine().getOut().print(SuiteTable.of(choice));
        spec.commandLine().getOut().flush();
    }

    private static SuiteReport read(Path file) {
        if (!Files.exists(file)) {
            throw new CommandException("there is no file " + file + "; nothing was measured");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return SuiteJson.read(in);
        } catch (IOException e) {
            throw new CommandException(file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Adds up the flows of passes that run at the same time. */
    private static final class SuiteProgress {
        private final Progress progress;
        private long flows;

        SuiteProgress(Progress progress) {
            this.progress = progress;
        }

        /** Every pass reports after so many more flows, and once at its end. */
        synchronized void progress(Path file, long flowsOfPass, long bytesRead, long totalBytes) {
            if (bytesRead < totalBytes) {
                flows += REPORTED_EVERY_FLOWS;
                progress.show(flows, 0);
            }
        }

        private static final long REPORTED_EVERY_FLOWS = 5_000;
    }
}
