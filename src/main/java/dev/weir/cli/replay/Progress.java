package dev.weir.cli.replay;

import dev.weir.cli.command.Text;
import java.io.PrintWriter;
import java.util.Locale;

/** A line on the terminal that tells how far a long job is; nothing where there is no terminal. */
public final class Progress implements AutoCloseable {
    /** System property by which the launcher says that standard error is a terminal. */
    private static final String TERMINAL_PROPERTY = "weir.terminal";

    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final long INTERVAL_NANOS = 200_000_000;
    private static final int BAR_WIDTH = 30;

    private final PrintWriter err;
    private final long totalBytes;
    private final boolean shown = Boolean.getBoolean(TERMINAL_PROPERTY);
    private final long startedNanos = System.nanoTime();
    private long lastNanos = startedNanos;

    /** @param totalBytes size of the job; 0 if not known */
    public Progress(PrintWriter err, long totalBytes) {
        this.err = err;
        this.totalBytes = totalBytes;
    }

    public void show(long records, long bytes) {
        long now = System.nanoTime();
        if (!shown || now - lastNanos < INTERVAL_NANOS) {
            return;
        }
        lastNanos = now;
        err.print(CLEAR_LINE + line(records, bytes, totalBytes, (now - startedNanos) / 1e9));
        err.flush();
    }

    static String line(long records, long bytes, long totalBytes, double seconds) {
        String rate = Text.number(Math.round(records / seconds)) + "/s";
        if (totalBytes <= 0) {
            return Text.count(records, "record") + "  " + rate;
        }
        double done = Math.min(1, (double) bytes / totalBytes);
        int filled = (int) (done * BAR_WIDTH);
        return "[" + "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled) + "] "
                + String.format(Locale.ROOT, "%3.0f %%", done * 100) + "  " + Text.count(records, "record") + "  "
                + rate;
    }

    @Override
    public void close() {
        if (shown) {
            err.print(CLEAR_LINE);
            err.flush();
        }
    }
}
