package dev.weir.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What a detector takes as time goes by: a line for each look as it is taken, and at the end how the last quarter of them compares
 * to the quarter after the first, in which programs are compiled and caches filled.
 */
final class Curve {
    private static final int QUARTERS = 4;

    private final PrintStream out;
    private final List<Point> points = new ArrayList<>();

    /** One look: the flows so far, then figures since the look before, or of now. */
    record Point(
            long flows,
            double minutes,
            double flowsPerSecond,
            double cpuMicrosPerFlow,
            double heapMegabytes,
            double residentMegabytes,
            double topicMegabytes,
            double stateMegabytes,
            double p50Millis,
            double p99Millis) {}

    Curve(PrintStream out) {
        this.out = out;
        out.printf(
                "%12s%9s%9s%9s%9s%9s%12s%9s%8s%8s%n",
                "flows",
                "minutes",
                "flows/s",
                "cpu µs",
                "heap MB",
                "RSS MB",
                "topics MB",
                "state MB",
                "p50 ms",
                "p99 ms");
    }

    void add(Point point) {
        points.add(point);
        out.printf(
                Locale.ROOT,
                "%,12d%9.1f%,9.0f%9.1f%,9.0f%,9.0f%,12.0f%,9.0f%8.0f%8.0f%n",
                point.flows,
                point.minutes,
                point.flowsPerSecond,
                point.cpuMicrosPerFlow,
                point.heapMegabytes,
                point.residentMegabytes,
                point.topicMegabytes,
                point.stateMegabytes,
                point.p50Millis,
                point.p99Millis);
    }

    /** @param flows that were asked for */
    void end(long flows) {
        Point last = points.get(points.size() - 1);
        out.printf(
                Locale.ROOT,
                "%n%,d of %,d flows in %s: %,.0f a second%n",
                last.flows,
                flows,
                Duration.ofSeconds(Math.round(last.minutes * 60))
                        .toString()
                        .substring(2)
                        .toLowerCase(Locale.ROOT),
                last.flows / (last.minutes * 60));
        if (points.size() < 2 * QUARTERS) {
            return;
        }
        out.printf("%-12s%16s%16s%8s%n", "mean of", "second quarter", "last quarter", "");
        compare("flows/s", Point::flowsPerSecond);
        compare("cpu µs", Point::cpuMicrosPerFlow);
        compare("heap MB", Point::heapMegabytes);
        compare("RSS MB", Point::residentMegabytes);
        compare("topics MB", Point::topicMegabytes);
        compare("state MB", Point::stateMegabytes);
        compare("p50 ms", Point::p50Millis);
        compare("p99 ms", Point::p99Millis);
    }

    private void compare(String name, ToDoubleFunction<Point> figure) {
        double before = mean(1, figure);
        double after = mean(QUARTERS - 1, figure);
        out.printf(Locale.ROOT, "%-12s%,16.1f%,16.1f%+7.0f%%%n", name, before, after, 100 * (after / before - 1));
    }

    private double mean(int quarter, ToDoubleFunction<Point> figure) {
        return points.subList(quarter * points.size() / QUARTERS, (quarter + 1) * points.size() / QUARTERS).stream()
                .mapToDouble(figure)
                .average()
                .orElse(Double.NaN);
    }
}
