package dev.weir.service.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Responses decided on at the console, in a real browser, with a real detector whose list for firewalls shows what is done. */
@Tag("broker")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@EnabledIf(value = "dev.weir.service.console.Browser#isInstalled", disabledReason = "no Chromium is installed here")
class ConsoleResponsesTest {
    private static final Path PICTURES = Path.of("target/console");
    private static final String PLAYBOOK = """
            rules:
              - {name: look, then: deny, mode: observe, when: {category: [beacon]}}
              - {name: ask, then: contain, mode: approve}
            """;

    @TempDir
    private static Path folder;

    private static Path feed;
    private static ConsoleDetector detector;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        feed = folder.resolve("feed");
        Path playbook = Files.writeString(folder.resolve("playbook.yaml"), PLAYBOOK);
        detector = ConsoleDetector.startWith(folder.resolve("weir"), playbook, feed);
        browser = Browser.start(folder.resolve("profile"));
        browser.open(detector.link());
        browser.awaitText("#live", "live");
        browser.press("3");
        browser.awaitText("main", "No response yet");
        browser.requireAccessible("no responses");
        detector.sendAlert(alert("R1", "192.0.2.51", "tcp/22"));
        detector.sendAlert(alert("R2", "192.0.2.52", "<img src=x onerror=document.title='owned'>"));
        detector.sendAlert(alert("R3", "192.0.2.53", "beacon"));
        browser.await("proposals", page -> page.texts(".card").size() == 2 && page.has("table"));
    }

    @AfterAll
    static void stop() {
        browser.close();
        detector.close();
    }

    @Test
    @Order(1)
    void proposalIsApprovedByOneKey_andUndoneByAnother() {
        assertThat(browser.text("main")).contains("2 proposals to approve", "0 responses in force", "only observe");
        assertThat(browser.text(".card.first")).contains("contain 192.0.2.51", "lapses in", "Approve a");
        browser.awaitText("#waiting", "2");
        browser.requireAccessible("proposals");
        assertThat(detector.ask("GET", "/status?digest=false", "")).contains("\"waiting\":2");

        browser.press("a");
        browser.await(
                "one told of",
                page -> page.text("#waiting").equals("1")
                        && page.script("return document.title").startsWith("(1) Responses"));

        browser.await("in force", page -> page.text("main").contains("1 response in force"));
        browser.await("its end", page -> page.text("main").matches("(?s).*ends in (60|59|58|57) min.*"));
        browser.await("listed", page -> isListed("192.0.2.51"));
        browser.screenshot(PICTURES.resolve("full-responses-light.png"));

        browser.press("j");
        browser.await("the other chosen", page -> page.text(".card.first").contains("contain 192.0.2.51"));
        browser.press("u");

        browser.awaitText("#notice", "contain 192.0.2.51: undone");
        browser.await("lifted", page -> isListed(""));
        browser.requireAccessible("responses");
        assertThat(browser.script("return document.title")).doesNotContain("owned");
    }

    @Test
    @Order(2)
    void historyOfAHost_showsWhatIsOver() {
        browser.turnTo("#responses?host=192.0.2.51");
        browser.awaitText("h1", "Responses: 192.0.2.51");

        browser.awaitText("table", "undone");
        assertThat(browser.text("main")).doesNotContain("192.0.2.52");
    }

    @Test
    @Order(3)
    void viewerSees_andIsRefused_whereAnalystDecides() {
        String viewer = detector.token("vera", "viewer");
        String analyst = detector.token("ann", "analyst");
        String waiting = detector.ask("GET", "/responses?group=waiting", "");
        String id = waiting.replaceFirst(".*\"response_id\":\"([^\"]+)\".*", "$1");
        String body = "{\"id\":\"" + id + "\"}";

        assertThat(detector.askAs(viewer, "POST", "/responses/approve", body)).contains("the role viewer may not");
        assertThat(detector.askAs(viewer, "GET", "/responses?group=waiting", ""))
                .contains(id);
        assertThat(detector.askAs(analyst, "POST", "/responses/undo", body))
                .contains("\"state\":\"refused\"", "\"by\":\"ann\"");
        assertThat(detector.ask("GET", "/responses?group=some", "")).contains("group must be one or more of");
    }

    /** Whether the feed lists this host alone, or none if it is blank. */
    private static boolean isListed(String host) {
        try {
            return Files.exists(feed) && Files.readString(feed).strip().equals(host);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String alert(String id, String source, String kind) {
        return "{\"alert_id\":\"" + id + "\",\"flow_id\":\"" + id
                + "\",\"score\":0.97,\"threshold\":0.5,\"model_version\":0,"
                + "\"src_ip\":\"" + source + "\",\"dst_ip\":\"203.0.113.7\",\"severity\":\"high\",\"kind\":\"" + kind
                + "\",\"count\":1}";
    }
}
