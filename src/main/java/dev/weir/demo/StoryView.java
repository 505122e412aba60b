package dev.weir.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Tells the story: in a terminal one line per phase is alive, elsewhere each phase leaves plain lines. */
final class StoryView {
    private static final String REWRITE_LINE = "\r\u001b[2K";
    private static final long REFRESH_NANOS = Duration.ofMillis(100).toNanos();

    private final PrintWriter out;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private long phaseStartNanos;
    private long lastShownNanos;

    StoryView(PrintWriter out, boolean terminal, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    void say(String line) {
        out.println(line);
        out.flush();
    }

    void begin(int number, Phase phase) {
        say("");
        say(String.format(Locale.ROOT, "%d/%d %s: %s", number, Phase.values().length, phase.word(), phase.sentence()));
        phaseStartNanos = nanoTime.getAsLong();
        lastShownNanos = phaseStartNanos - REFRESH_NANOS;
    }

    /** Shows how a phase is going; only a terminal shows this, and not more often than eyes can follow. */
    void progress(long flows, long verdicts, long modelVersion, QualityMeter quality) {
        long now = nanoTime.getAsLong();
        if (!terminal || now - lastShownNanos < REFRESH_NANOS) {
            return;
        }
        lastShownNanos = now;
        out.print(REWRITE_LINE
                + line(flows, quality.alerts(), verdicts, modelVersion, quality.precision(), quality.recall()));
        out.flush();
    }

    void end(PhaseResult result) {
        if (result.flows() == 0) {
            return;
        }
        say((terminal ? REWRITE_LINE : "")
                + line(
                        result.flows(),
                        result.alerts(),
                        result.verdicts(),
                        result.after().modelVersion(),
                        result.precision(),
                        result.recall()));
    }

    private String line(long flows, long alerts, long verdicts, long version, double precision, double recall) {
        double seconds = Math.max(1e-3, (nanoTime.getAsLong() - phaseStartNanos) / 1e9);
        return String.format(
                Locale.ROOT,
                "    %,7d flows  %,6.0f/s  %,6d alerts  %4d verdicts  model %-5d precision %s  recall %s",
                flows,
                flows / seconds,
                alerts,
                verdicts,
                version,
                share(precision),
                share(recall));
    }

    /** Three digits, or a dash for what cannot be said. */
    static String share(double value) {
        return Double.isNaN(value) ? "    -" : String.format(Locale.ROOT, "%.3f", value);
    }
}
