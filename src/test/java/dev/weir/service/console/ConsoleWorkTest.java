package dev.weir.service.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cli.offline.CheckCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An analyst's work at the console, in a real browser, with a real detector. */
@Tag("broker")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@EnabledIf(value = "dev.weir.service.console.Browser#isInstalled", disabledReason = "no Chromium is installed here")
class ConsoleWorkTest {
    private static final String HOSTILE =
            "<img src=x onerror=document.title='owned'><script>document.title='owned'</script>\u202egnp.exe";

    /** Of a flow of the office: those that tests here make up have no features to learn from. */
    private static final Pattern ALERT = Pattern.compile("\"alert_id\":\"((?!Clive|Chostile|Cafter)[^\"]+)\"");

    private static final Pattern VERDICT = Pattern.compile("\"feedback_id\":\"([^\"]+)\"");
    private static final Pattern LESSONS = Pattern.compile("\"lessons\":(\\d+)");

    @TempDir
    private static Path folder;

    private static ConsoleDetector detector;
    private static Browser browser;

    @BeforeAll
    static void start() {
        detector = ConsoleDetector.start(folder.resolve("weir"));
        browser = Browser.start(folder.resolve("profile"));
        detector.sendOffice(20_000);
        browser.open(detector.link());
        browser.awaitText("#live", "live");
        browser.await("alerts", page -> page.texts(".row").size() > 10);
    }

    @AfterAll
    static void stop() {
        browser.close();
        detector.close();
    }

    @BeforeEach
    void turnToTheQueue() {
        browser.turnTo("#model");
        browser.awaitText("h1", "Model");
        browser.turnTo("#queue");
        browser.await("rows", page -> page.has(".row"));
    }

    @Test
    @Order(1)
    void alert_appearsByItself() {
        detector.sendAlert(alert("Clive1", "192.0.2.77", "tcp/22"));

        browser.awaitText(".list", "192.0.2.77");
    }

    @Test
    @Order(2)
    void newAlert_waitsWhileAnotherIsSelected() {
        browser.press("j");
        browser.awaitText(".pane", "Why");

        detector.sendAlert(alert("Clive2", "192.0.2.78", "tcp/22"));

        browser.awaitText(".news", "1 new");
        assertThat(browser.text(".list")).doesNotContain("192.0.2.78");
        browser.press(".");
        browser.awaitText(".list", "192.0.2.78");
    }

    @Test
    @Order(3)
    void verdictByKey_teachesAndChangesOtherAlerts_untilItIsTakenBack() {
        showTheHighest();
        browser.press("j");
        browser.awaitText(".pane h2", "Why");

        browser.press("m");

        browser.awaitText("#notice", "other open alert");
        assertThat(browser.text("#notice"))
                .containsPattern("this alert 0\\.\\d\\d → 0\\.\\d\\d, \\d+ other open alerts? changed");
        browser.await("one row judged", page -> page.texts(".row.given").size() == 1);
        browser.press("u");
        browser.awaitText("#notice", "taken back");
        browser.await(
                "no verdict in force",
                page -> detector.ask("GET", "/alerts?state=malicious", "").contains("\"alerts\":[]"));
    }

    @Test
    @Order(12)
    void lessonsBehindAScore_areNamedOnDemand() {
        showTheHighest();
        browser.press("j");
        browser.awaitText(".pane h2", "Why");

        browser.click("button.lessons");

        browser.awaitText(".blame", "from the prior");
        browser.requireAccessible("an alert with the lessons behind it");
    }

    @Test
    @Order(3)
    void alert_takenByKey_isShownAsMineAndFoundByIt() {
        showTheHighest();
        browser.press("j");
        browser.awaitText(".pane h2", "Why");
        String mine = browser.text("#who").replaceAll(" · .*", "");

        browser.press("a");

        browser.awaitText(".row[aria-selected=true] .when", mine);
        browser.awaitText(".pane .facts", "Looked after by " + mine);
        browser.turnTo("#queue?assignee=" + mine);
        browser.await("mine alone", page -> page.texts(".row").size() == 1);
        browser.press("ja");
        browser.awaitText("#notice", "put back");
    }

    @Test
    @Order(4)
    void heldKey_showsWhatAVerdictWouldChange_andGivesNone() {
        showTheHighest();
        browser.press("j");
        browser.awaitText(".pane h2", "Why");
        List<String> before = verdicts();

        browser.holdDown("m");
        browser.awaitText(".preview", "If you say malicious");
        assertThat(browser.text(".preview")).containsPattern("of the last \\d+,\\d+ flows");
        browser.letGo("m");

        assertThat(verdicts()).isEqualTo(before);
    }

    @Test
    @Order(5)
    void marks_takeOneVerdictTogether() {
        showTheHighest();
        browser.press("jxx");
        browser.await("two marks", page -> page.text(".bar").contains("2 alerts marked"));

        browser.press("b");

        browser.await("told", page -> page.text("#notice").matches("(?s).*(benign|learned in model).*"));
        browser.await("both judged", page -> page.texts(".row.given").size() == 2);
        browser.await("both benign", page -> page.text(".bar").contains("Benign 2"));
    }

    @Test
    @Order(6)
    void search_pseudonymsAndAddress_showWhatIsAskedFor() {
        browser.press("/");
        browser.press("192.0.2.77\n");
        browser.await("one alert", page -> page.texts(".row").size() == 1);
        assertThat(browser.url()).contains("q=192.0.2.77");

        browser.reload();
        browser.await("one alert", page -> page.texts(".row").size() == 1);
        browser.press("p");
        browser.await("a pseudonym", page -> page.text(".list").contains("host-1"));
        assertThat(browser.text("main .list")).doesNotContain("192.0.2.77");
        browser.press("p");
    }

    @Test
    @Order(7)
    void hostileFields_areShownAsText() {
        detector.sendAlert(alert("Chostile", HOSTILE, HOSTILE + "x".repeat(10_000)));

        browser.awaitText(".list", "<img src=x");
        browser.press("j");
        browser.awaitText(".pane", "<script>");
        assertThat(browser.text(".list")).contains("\\u202e").doesNotContain("\u202e");
        assertThat(browser.script("return document.title")).doesNotContain("owned");
        assertThat(browser.has("main img, main script")).isFalse();
        assertThat(browser.width()).isLessThanOrEqualTo(1280);
    }

    @Test
    @Order(8)
    void verdictOnAFlowThatNobodyScored_isSaidToBeSetAside() {
        browser.press("jb");

        browser.awaitText("#notice", "Chostile was not learned: unknown flow");
    }

    @Test
    @Order(9)
    void rollback_showsWhatItWouldChangeAndWantsTheNameTyped() {
        detector.ask("POST", "/checkpoints", "{\"name\":\"calm\"}");
        showTheHighest();
        browser.press("jjjb");
        browser.awaitText("#notice", "learned in model");
        browser.turnTo("#model");
        browser.awaitText("main", "calm");

        browser.click("main .table .actions button:last-child");

        browser.awaitText("#look", "Of the last");
        browser.type("#typed", "clam");
        browser.press("\n");
        browser.awaitText("#notice", "type calm");
        browser.type("#typed", "calm");
        browser.press("\n");
        browser.awaitText("#notice", "rolled back to calm");
        browser.awaitText("main", "rollback");
    }

    @Test
    @Order(10)
    void restart_isSaidAndSurvived() {
        detector.stop();
        browser.awaitText("#live", "cut off since");
        assertThat(browser.script("return document.body.className")).contains("stale");
        assertThat(browser.has(".row")).isTrue();

        detector.startAgain();

        browser.await("live again", page -> page.text("#live").equals("live"));
        detector.sendAlert(alert("Cafter", "192.0.2.99", "tcp/22"));
        browser.awaitText(".list", "192.0.2.99");
    }

    @Test
    @Order(11)
    void viewer_seesAndMayNothingElse() {
        browser.click("#logout");
        browser.await("the login", page -> page.has("#token"));
        browser.type("#token", "wrong");
        browser.press("\n");
        browser.awaitText("form", "not valid");

        browser.type("#token", detector.token("vera", "viewer"));
        browser.press("\n");

        browser.awaitText("#who", "vera");
        browser.await("rows", page -> page.has(".row"));
        browser.press("j");
        browser.awaitText(".pane", "as a viewer");
        assertThat(browser.has(".pane .act")).isFalse();
        browser.press("m");
        browser.awaitText("#notice", "a viewer sees");
        browser.turnTo("#model");
        browser.awaitText("main", "calm");
        assertThat(browser.text("main")).doesNotContain("Roll back…");
    }

    @Test
    @Order(12)
    void flowInPlainNamesWithoutATime_isScoredAsOfNow() {
        String answer = detector.ask(
                "POST",
                "/detect",
                "{\"source_ip\":\"10.10.0.6\",\"destination_ip\":\"10.20.1.18\",\"protocol\":\"TCP\",\"data_volume\":1024}");

        assertThat(answer).contains("\"is_threat\":", "\"threshold\":0.5", "\"behaviour\":\"known\"");
    }

    @Test
    @Order(13)
    void lessonsThatSpoiledScores_areFound_andAProofIsSavedThatHolds() throws IOException {
        String secret = detector.token("olga", "operator");
        List<String> alerts = ALERT.matcher(detector.ask("GET", "/alerts?order=score&limit=12", ""))
                .results()
                .map(found -> found.group(1))
                .toList();
        teachAs(secret, alerts, true);
        detector.ask("POST", "/checkpoints", "{\"name\":\"right\"}");
        teachAs(secret, alerts, false);
        browser.click("#logout");
        browser.await("the login", page -> page.has("#token"));
        browser.type("#token", secret);
        browser.press("\n");
        browser.awaitText("#who", "olga");
        browser.turnTo("#queue?state=all&alert=" + alerts.get(0));
        browser.awaitText(".pane h2", "Why");

        browser.click("button.worse");
        browser.awaitText(".blame", "The last model that was right");
        browser.click(".blame .actions button");
        browser.awaitText(".blame", "It fell with the events");
        assertThat(browser.text(".blame")).contains("olga", "weir unlearn --lesson");
        browser.click("button.newest");
        browser.awaitText(".blame", "moved it");
        assertThat(browser.text(".blame"))
                .contains("olga", "from the prior")
                .containsAnyOf(alerts.toArray(new String[0]));
        browser.requireAccessible("an alert with the lessons behind it");

        browser.click("button.proof");
        browser.awaitText("#notice", "weir check");
        Path proof = browser.savedFile(".proof");
        assertThat(new CommandLine(new CheckCommand()).execute(proof.toString()))
                .isZero();
        byte[] bytes = Files.readAllBytes(proof);
        bytes[bytes.length / 2] ^= 1;
        Files.write(proof, bytes);
        assertThat(new CommandLine(new CheckCommand()).execute(proof.toString()))
                .isEqualTo(1);
    }

    @Test
    @Order(14)
    void missedFlows_areLookedForByItselfAfterARollback_andOnDemand() {
        detector.askAs(detector.token("otto", "operator"), "POST", "/rollback", "{\"to\":\"right\"}");
        browser.await(
                "a quiet hunt",
                page -> detector.ask("GET", "/status?digest=false", "").contains("of the newest"));
        browser.turnTo("#hunt");
        browser.awaitText("main", "Weir looked by itself: of the newest");

        browser.type("#threshold", "0.01");
        browser.press("\n");

        browser.awaitText("#found", "reach 0.01 and were part of no alert");
        browser.requireAccessible("what was missed");
        browser.click("#found .actions button:last-child");
        browser.awaitText("#notice", ": benign");
    }

    /** Calls the first alerts malicious and the others benign, or the other way round; returns when that is learned. */
    private static void teachAs(String secret, List<String> alerts, boolean areFirstMalicious) {
        String said = IntStream.range(0, alerts.size())
                .mapToObj(at -> "{\"alert_id\":\"" + alerts.get(at) + "\",\"verdict\":\""
                        + (at < alerts.size() / 2 == areFirstMalicious ? "malicious" : "benign") + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        long all = lessons() + alerts.size();
        detector.askAs(secret, "POST", "/feedback", said);
        browser.await("lessons", page -> lessons() == all);
    }

    /** The verdicts there are, whatever became of them. */
    private static List<String> verdicts() {
        return VERDICT.matcher(detector.ask("GET", "/feedback", ""))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static long lessons() {
        return Long.parseLong(LESSONS.matcher(detector.ask("GET", "/status?digest=false", ""))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1));
    }

    private static void showTheHighest() {
        browser.turnTo("#queue?order=score");
        browser.await(
                "the highest",
                page -> page.text("[aria-label=Order] [aria-pressed=true]").equals("Highest"));
    }

    private static String alert(String id, String source, String kind) {
        return "{\"alert_id\":\"" + id + "\",\"flow_id\":\"" + id
                + "\",\"score\":0.75,\"model_version\":1,\"scored_at\":5,"
                + "\"ts\":1,\"src_ip\":\"" + source + "\",\"dst_ip\":\"198.51.100.9\",\"proto\":\"tcp\",\"kind\":\""
                + kind
                + "\",\"count\":1,\"first_seen\":1,\"last_seen\":2,\"destinations\":1,\"reasons\":[],\"schema\":\"s\","
                + "\"features\":\"AAAA\"}";
    }
}
