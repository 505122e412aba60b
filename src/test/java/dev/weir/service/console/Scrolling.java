package dev.weir.service.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Measures what a frame takes while a queue of {@value #ROWS} alerts is scrolled, by Chromium's own trace of its threads. */
final class Scrolling {
    private static final int ROWS = 10_000;
    private static final int FRAMES = 600;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Scrolling() {}

    static void measure(ConsoleDetector detector, Path profile) {
        detector.sendAlerts(IntStream.range(0, ROWS)
                .mapToObj(i -> alert("Cscroll" + i, "192.0.2." + i % 250))
                .toList());
        try (Browser browser = Browser.startTraced(profile)) {
            browser.open(detector.link());
            browser.await("all alerts on the desk", page -> deskHolds(detector));
            measure(browser);
        }
    }

    private static void measure(Browser browser) {
        long startNanos = System.nanoTime();
        browser.turnTo("#queue?state=all");
        browser.await("all rows", page -> {
            page.script("const list = document.querySelector('.list'); list.scrollTop = list.scrollHeight; return 0");
            return DeskFigures.number(page, "return document.querySelector('.sizer').offsetHeight / 36") >= ROWS;
        });
        DeskFigures.say(
                "scrolling to the end of " + ROWS + " rows, page by page",
                (System.nanoTime() - startNanos) / 1e9,
                "s",
                60);
        double[] between = scroll(browser);
        List<JsonNode> trace = browser.trace().stream().map(Scrolling::event).toList();
        double[] work = work(trace, "dur");
        DeskFigures.say(
                "work of a frame, scrolling " + ROWS + " rows, p95 of " + work.length,
                DeskFigures.at(work, 0.95),
                "ms",
                16);
        DeskFigures.say(
                "  of which the page's thread had a processor, p95",
                DeskFigures.at(work(trace, "tdur"), 0.95),
                "ms",
                16);
        DeskFigures.say("from frame to frame, of 60 a second, p95", DeskFigures.at(between, 0.95), "ms", 17);
    }

    private static boolean deskHolds(ConsoleDetector detector) {
        try {
            return JSON.readTree(detector.ask("GET", "/alerts?state=open&limit=1", ""))
                            .path("counts")
                            .path("open")
                            .asInt()
                    >= ROWS;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Five rows a frame; the times between frames, sorted. */
    private static double[] scroll(Browser browser) {
        browser.script(
                "window.frames_ = []; const list = document.querySelector('.list'); list.scrollTop = 0; let last = 0;"
                        + "const step = (now) => { if (last) { window.frames_.push(now - last); } last = now; list.scrollTop += 180;"
                        + "if (window.frames_.length < " + FRAMES + ") { requestAnimationFrame(step); } };"
                        + "requestAnimationFrame(step); return 0");
        browser.await("all frames", page -> DeskFigures.number(page, "return window.frames_.length") >= FRAMES);
        return Arrays.stream(browser.script("return window.frames_.join(' ')").split(" "))
                .mapToDouble(Double::parseDouble)
                .sorted()
                .toArray();
    }

    /**
     * The milliseconds of each task in which a thread made a frame, from the events of scrolling to its painting; sorted.
     *
     * @param time {@code dur} by the clock, {@code tdur} of the processor
     */
    private static double[] work(List<JsonNode> trace, String time) {
        Map<String, List<double[]>> tasks = new TreeMap<>();
        Map<String, List<Double>> frames = new TreeMap<>();
        for (JsonNode event : trace) {
            String thread = event.path("pid").asText() + "/" + event.path("tid").asText();
            double from = event.path("ts").asDouble();
            if (event.path("name").asText().equals("FireAnimationFrame")) {
                frames.computeIfAbsent(thread, key -> new ArrayList<>()).add(from);
            } else if (event.path("name").asText().equals("RunTask")) {
                tasks.computeIfAbsent(thread, key -> new ArrayList<>()).add(new double[] {
                    from, from + event.path("dur").asDouble(), event.path(time).asDouble()
                });
            }
        }
        return frames.entrySet().stream()
                .flatMap(thread -> tasks.getOrDefault(thread.getKey(), List.of()).stream()
                        .filter(task -> thread.getValue().stream().anyMatch(at -> at >= task[0] && at < task[1])))
                .mapToDouble(task -> task[2] / 1_000)
                .sorted()
                .toArray();
    }

    private static JsonNode event(String line) {
        try {
            return JSON.readTree(line).path("message").path("params");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String alert(String id, String source) {
        return "{\"alert_id\":\"" + id + "\",\"flow_id\":\"" + id + "\",\"score\":0.75,\"model_version\":1,"
                + "\"scored_at\":5,\"ts\":1,\"src_ip\":\"" + source
                + "\",\"dst_ip\":\"198.51.100.9\",\"proto\":\"tcp\","
                + "\"kind\":\"tcp/22\",\"count\":1,\"first_seen\":1,\"last_seen\":2,\"destinations\":1,\"reasons\":[]}";
    }
}
