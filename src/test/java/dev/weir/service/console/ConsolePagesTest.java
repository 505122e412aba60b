package dev.weir.service.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** How each page of the console looks, empty and full, light and dark; the pictures are left in {@code target/console}. */
@Tag("broker")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@EnabledIf(value = "dev.weir.service.console.Browser#isInstalled", disabledReason = "no Chromium is installed here")
class ConsolePagesTest {
    private static final Path PICTURES = Path.of("target/console");
    /** The first words of each page that say that it is there. */
    private static final Map<String, String> PAGES = new TreeMap<>(Map.of(
            "queue", "Open",
            "review", "Review",
            "responses", "Responses",
            "model", "Model",
            "health", "Health",
            "hunt", "Hunt"));

    /** What of a page is shown, as its address says it. */
    private static final Map<String, String> STATES = Map.of("queue", "?order=score", "hunt", "?go=1&threshold=0.3");

    @TempDir
    private static Path folder;

    private static ConsoleDetector detector;
    private static Browser browser;

    @BeforeAll
    static void start() {
        detector = ConsoleDetector.start(folder.resolve("weir"));
        browser = Browser.start(folder.resolve("profile"));
        browser.open(detector.link());
        browser.awaitText("#live", "live");
    }

    @AfterAll
    static void stop() {
        browser.close();
        detector.close();
    }

    @Test
    @Order(1)
    void emptyPages_teachAndAreAccessible() {
        show("empty");
        browser.turnTo("#queue");
        browser.awaitText("main", "weir replay conn.log.gz");
    }

    @Test
    @Order(2)
    void fullPages_areAccessible() {
        detector.sendOffice(1_500);
        browser.turnTo("#queue?order=score");
        browser.await("alerts", page -> page.texts(".row").size() > 5);
        browser.press("j");
        browser.awaitText(".pane h2", "Why");
        browser.press("m");
        browser.awaitText("#notice", "learned in model");
        browser.press("jjb");
        browser.await(
                "both learned",
                page -> page.texts(".row.given").size() == 2
                        && page.text("#notice").contains("learned"));
        detector.ask("POST", "/checkpoints", "{\"name\":\"before-lunch\"}");
        detector.sendOffice(20_000);
        show("full");
    }

    @Test
    @Order(3)
    void phone_showsListOrAlert() {
        browser.resize(390, 844);
        browser.turnTo("#queue");
        browser.await("rows", page -> page.has(".row"));
        browser.screenshot(PICTURES.resolve("phone-queue.png"));
        browser.click(".row");
        browser.awaitText(".pane", "Why");
        browser.screenshot(PICTURES.resolve("phone-alert.png"));
        assertThat(browser.width()).isLessThanOrEqualTo(390);
        browser.requireAccessible("phone");
        browser.resize(1280, 720);
    }

    private static void show(String state) {
        for (String scheme : List.of("light", "dark")) {
            browser.prefer(scheme);
            PAGES.forEach((page, words) -> {
                browser.turnTo("#" + page + STATES.getOrDefault(page, ""));
                browser.awaitText("main", words);
                if (page.equals("hunt")) {
                    browser.awaitText("#found", "scored again by model");
                }
                if (page.equals("queue") && state.equals("full")) {
                    browser.press("j");
                    browser.awaitText(".pane", "Why");
                }
                browser.screenshot(PICTURES.resolve(state + "-" + page + "-" + scheme + ".png"));
                browser.requireAccessible(page + ", " + scheme + ", " + state);
            });
        }
        browser.prefer("light");
    }

    @Test
    @Order(4)
    void pictures_areSmall() throws Exception {
        try (var files = Files.list(PICTURES)) {
            assertThat(files).allSatisfy(file -> assertThat(Files.size(file)).isLessThan(300_000));
        }
    }
}
