package dev.weir.service.console;

import dev.weir.desk.DeskRun;
import dev.weir.flow.Label;
import dev.weir.ingest.NativeJson;
import dev.weir.simulation.TrafficSimulator;
import dev.weir.simulation.office.SimulationSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures what the console and the API promise, and prints each figure beside its bound: {@code scripts/dev desk-figures}. The parts
 * may be named: {@code page} (key to score, preview, weight, paint), {@code scrolling}, {@code detect}, {@code desk}; all without a name.
 */
public final class DeskFigures {
    private static final List<String> PARTS = List.of("page", "scrolling", "detect", "desk");
    private static final int VERDICTS = 100;
    private static final int PREVIEWS = 100;
    private static final int OFFICE_FLOWS = 40_000;
    private static final int FLOWS_PER_SECOND = 5_000;
    private static final int ASKED_PER_SECOND = 1_000;
    private static final Duration ASKED_FOR = Duration.ofSeconds(60);
    /** So long it is asked before each measurement, as a detector that runs has been for long. */
    private static final Duration WARM_UP = Duration.ofSeconds(30);

    private static final Pattern ALERT = Pattern.compile("\"alert_id\":\"([^\"]+)\"");

    private DeskFigures() {}

    public static void main(String[] args) throws Exception {
        Set<String> parts = new TreeSet<>(args.length == 0 ? PARTS : Arrays.asList(args));
        if (!parts.equals(Set.of("desk"))) {
            Path folder = Files.createTempDirectory("weir-figures-");
            try (ConsoleDetector detector = ConsoleDetector.start(folder.resolve("weir"))) {
                detector.sendOffice(OFFICE_FLOWS);
                if (parts.contains("page")) {
                    page(detector, folder.resolve("profile"));
                }
                if (parts.contains("scrolling")) {
                    Scrolling.measure(detector, folder.resolve("traced"));
                }
                if (parts.contains("detect")) {
                    detect(detector);
                }
            }
        }
        if (parts.contains("desk")) {
            DeskRun.main(new String[0]);
        }
    }

    private static void page(ConsoleDetector detector, Path profile) {
        try (Browser browser = Browser.start(profile)) {
            browser.open(detector.link());
            browser.await("rows", page -> page.texts(".row").size() > 10);
            weight(browser);
            keyToScore(browser);
            preview(detector);
        }
    }

    private static void weight(Browser browser) {
        browser.reload();
        browser.await("rows", page -> page.has(".row"));
        say(
                "page weight, console's own files",
                number(
                        browser,
                        "return performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
                                + ".filter(one => !one.name.includes('/api/')).reduce((sum, one) => sum + one.encodedBodySize, 0) / 1000"),
                "kB",
                300);
        say(
                "first contentful paint",
                number(browser, "return performance.getEntriesByName('first-contentful-paint')[0].startTime"),
                "ms",
                1_000);
    }

    /** From the key's way down until the page tells the new score of the alert, its first moment on screen. */
    private static void keyToScore(Browser browser) {
        browser.script(
                "window.told = []; addEventListener('keydown', (event) => { window.pressed = performance.now(); }, true);"
                        + "new MutationObserver(() => { const words = document.getElementById('notice').textContent;"
                        + "if (words.includes('this alert') && window.pressed) { const from = window.pressed; window.pressed = 0;"
                        + "requestAnimationFrame(() => window.told.push(performance.now() - from)); } })"
                        + ".observe(document.getElementById('notice'), { childList: true, characterData: true, subtree: true }); return 0");
        browser.press("j");
        browser.awaitText(".pane h2", "Why");
        int given = 0;
        int told = 0;
        while (told < VERDICTS && given < 2 * VERDICTS) {
            browser.press(given++ % 3 == 2 ? "b" : "m");
            int before = told;
            browser.await("what was learned", page -> {
                boolean isTold = (int) number(page, "return window.told.length") > before;
                return isTold || page.text("#notice").matches(".*(stands|was not learned).*");
            });
            told = (int) number(browser, "return window.told.length");
        }
        double[] millis = Arrays.stream(
                        browser.script("return window.told.join(' ')").split(" "))
                .mapToDouble(Double::parseDouble)
                .sorted()
                .toArray();
        say("key to score on screen, p50 of " + millis.length, at(millis, 0.5), "ms", 500);
        say("key to score on screen, p99 of " + millis.length, at(millis, 0.99), "ms", 500);
    }

    private static void preview(ConsoleDetector detector) {
        List<String> alerts = new ArrayList<>();
        Matcher found = ALERT.matcher(detector.ask("GET", "/alerts?state=open&limit=100", ""));
        while (found.find()) {
            alerts.add(found.group(1));
        }
        double[] millis = new double[PREVIEWS];
        for (int i = 0; i < PREVIEWS; i++) {
            String body = "{\"alert_id\":\"" + alerts.get(i % alerts.size()) + "\",\"verdict\":\""
                    + (i % 2 == 0 ? "malicious" : "benign") + "\"}";
            long startNanos = System.nanoTime();
            detector.ask("POST", "/feedback/preview", body);
            millis[i] = (System.nanoTime() - startNanos) / 1e6;
        }
        Arrays.sort(millis);
        say("teach preview, p95 of " + PREVIEWS, at(millis, 0.95), "ms", 200);
    }

    private static void detect(ConsoleDetector detector) throws InterruptedException {
        List<byte[]> flows = flows();
        String token = detector.token("loader", "collector");
        DetectLoad load = new DetectLoad(detector.port(), token, flows);
        System.out.printf("each below for %d s, after %d s of the same%n", ASKED_FOR.toSeconds(), WARM_UP.toSeconds());
        detect(load, "POST /detect, 1,000/s alone");
        try (FlowLoad beside = FlowLoad.start(detector, flows, FLOWS_PER_SECOND)) {
            detect(load, "POST /detect, 1,000/s beside 5,000 flows/s");
            System.out.printf(
                    Locale.ROOT,
                    "%-52s %,10d /s scored of %,d /s sent%n",
                    "  meanwhile",
                    beside.scoredPerSecond(),
                    beside.sentPerSecond());
        }
    }

    private static void detect(DetectLoad load, String what) throws InterruptedException {
        load.run(ASKED_PER_SECOND, WARM_UP);
        say(load.run(ASKED_PER_SECOND, ASKED_FOR), what);
    }

    private static List<byte[]> flows() {
        TrafficSimulator office = new TrafficSimulator(
                new SimulationSettings(11, 60, 0.05, Instant.now().minus(Duration.ofHours(2)), Duration.ofHours(2)));
        List<byte[]> flows = new ArrayList<>();
        while (flows.size() < OFFICE_FLOWS && office.hasNext()) {
            flows.add(NativeJson.bytes(office.next().flow(), Label.UNKNOWN));
        }
        return flows;
    }

    private static void say(DetectLoad.Result result, String what) {
        say(what + ", p50", result.at(0.5), "ms", 10);
        say(what + ", p99", result.at(0.99), "ms", 10);
        say(what + ", errors of " + result.answers(), result.errors(), "", 0);
    }

    static void say(String what, double value, String unit, double bound) {
        System.out.printf(
                Locale.ROOT,
                "%-52s %10.1f %-3s (bound %,.0f) %s%n",
                what,
                value,
                unit,
                bound,
                value <= bound ? "ok" : "MISSED");
    }

    static double number(Browser browser, String script) {
        return Double.parseDouble(browser.script(script));
    }

    static double at(double[] sorted, double part) {
        return sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
    }
}
