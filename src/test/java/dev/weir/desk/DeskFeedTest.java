package dev.weir.desk;

import static dev.weir.desk.TestDesk.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weir.broker.TestBroker;
import dev.weir.desk.audit.AuditLog;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.fold.Course;
import dev.weir.fold.Lesson;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import dev.weir.fold.Selection;
import dev.weir.wire.FirstPlace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The desk on a real broker and a real file. */
@Tag("broker")
class DeskFeedTest {
    @RegisterExtension
    static final TestBroker BROKER = new TestBroker();

    private static final long NOW = System.currentTimeMillis();

    @TempDir
    private Path folder;

    private final AlertRecords records = new AlertRecords(5);
    private TestDesk test;

    @BeforeEach
    void start() {
        test = new TestDesk(BROKER, folder);
    }

    @AfterEach
    void stop() {
        test.close();
    }

    private void alert(String id) {
        test.alert(id, records.next(id), NOW);
    }

    private void verdict(String json) {
        BROKER.produce(test.topics().feedback(), null, bytes(json));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void alertWithATombstone_isForgotten_alsoByADeskFilledAnew() {
        alert("a1");
        alert("a2");
        Desk desk = test.open();
        test.alert("a1", null, NOW);
        TestBroker.await("the tombstone", () -> desk.alert("a1").isEmpty());

        assertThat(desk.alert("a2")).isPresent();
        Desk anew = test.rebuilt();
        assertThat(anew.alert("a1")).isEmpty();
        assertThat(anew.alert("a2")).isPresent();
    }

    @Test
    void alerts_thatWereThereAndThatCome_areListedNewestFirst() {
        test.alert("one", records.next("one"), NOW - 2_000);
        Desk desk = test.open();
        assertThat(ids(desk.alerts(AlertQuery.all(10)))).containsExactly("one");

        test.alert("two", records.next("two"), NOW - 1_000);
        TestBroker.await("the second", () -> desk.alert("two").isPresent());

        assertThat(ids(desk.alerts(AlertQuery.all(10)))).containsExactly("two", "one");
    }

    @Test
    void allowedAlerts_areClosed_staySoWhenTheRuleGoes_andAVerdictCountsMore() {
        test.alert("old", records.of("old", "old", "10.9.9.1", "dns", 0.9, 1), NOW - 5_000);
        test.alert("other", records.of("other", "other", "10.9.9.2", "dns", 0.9, 1), NOW - 5_000);
        Desk desk = test.open();
        allowlist(
                "{\"event\":\"allow\",\"source\":\"10.9.9.1/32\",\"until\":\"2100-01-01T00:00:00Z\",\"reason\":\"ours\",\"by\":\"alice\"}");
        TestBroker.await("closed", () -> state(desk, "old") == AlertState.ALLOWED);
        test.alert("new", records.of("new", "new", "10.9.9.1", "dns", 0.9, 1), NOW);
        TestBroker.await("closed at once", () -> state(desk, "new") == AlertState.ALLOWED);
        allowlist("{\"event\":\"disallow\",\"id\":\"a0\",\"by\":\"alice\"}");
        verdict("{\"flow_id\":\"new\",\"verdict\":\"malicious\"}");
        TestBroker.await("judged", () -> state(desk, "new") == AlertState.MALICIOUS);
        test.alert(
                "after", records.of("after", "after", "10.9.9.1", "dns", 0.9, 1), System.currentTimeMillis() + 60_000);
        TestBroker.await("open", () -> state(desk, "after") == AlertState.OPEN);

        for (int round = 0; round < 2; round++) {
            Desk again = round == 0 ? test.open() : test.rebuilt();
            assertThat(state(again, "old")).isEqualTo(AlertState.ALLOWED);
            assertThat(state(again, "other")).isEqualTo(AlertState.OPEN);
            assertThat(state(again, "new")).isEqualTo(AlertState.MALICIOUS);
            assertThat(state(again, "after")).isEqualTo(AlertState.OPEN);
        }
    }

    @Test
    void assignments_comeFromTheAudit_alsoBeforeTheirAlertAndAfterARebuild() throws Exception {
        alert("one");
        alert("two");
        Desk desk = test.open();
        try (AuditLog audit = AuditLog.open(
                Map.of("bootstrap.servers", BROKER.bootstrapServer()),
                test.topics().audit(),
                "no-hosts",
                folder.resolve("audit-head"),
                Clock.systemUTC())) {
            audit.append("alice", "analyst", "assign", assigned("alice", "one", "two", "later"));
            audit.append("alice", "analyst", "rollback", Map.of("to_version", 3));
            audit.append("bob", "analyst", "assign", assigned("", "two"));
        }
        TestBroker.await("the last", () -> desk.alert("one").orElseThrow().assignee() != null);
        alert("later");
        TestBroker.await("the later one", () -> desk.alert("later").isPresent());

        for (int round = 0; round < 2; round++) {
            Desk again = round == 0 ? test.open() : test.rebuilt();
            TestBroker.await("all", () -> again.alert("two").orElseThrow().assignee() == null);
            assertThat(ids(again.alerts(new AlertQuery(
                            null,
                            null,
                            null,
                            null,
                            "alice",
                            null,
                            null,
                            null,
                            null,
                            AlertQuery.Order.NEWEST,
                            50,
                            null))))
                    .containsExactlyInAnyOrder("one", "later");
        }
    }

    private static Map<String, Object> assigned(String assignee, String... ids) {
        return Map.of("alert_ids", List.of(ids), "assignee", assignee);
    }

    @Test
    void alerts_areCountedByDayAndScore() {
        test.alert("a", records.of("a", "a", "10.0.0.1", "dns", 0.95, 1), NOW);
        test.alert("b", records.of("b", "b", "10.0.0.1", "dns", 0.91, 1), NOW);
        test.alert(
                "c",
                records.of("c", "c", "10.0.0.1", "dns", 1, 1),
                NOW - Duration.ofDays(40).toMillis());
        verdict("{\"flow_id\":\"a\",\"verdict\":\"malicious\"}");
        verdict("{\"flow_id\":\"b\",\"verdict\":\"benign\"}");

        Desk desk = test.open();

        TestBroker.await("both verdicts", () -> state(desk, "b") == AlertState.BENIGN);
        assertThat(desk.scoreRecord()).containsExactly(new Desk.ScoreRecord(0.9, 2, 1));
        assertThat(desk.days(NOW - Duration.ofDays(30).toMillis()))
                .extracting(Desk.DayCount::state, Desk.DayCount::alerts)
                .containsExactlyInAnyOrder(tuple(AlertState.MALICIOUS, 1), tuple(AlertState.BENIGN, 1));
    }

    private static @Nullable AlertState state(Desk desk, String id) {
        return desk.alert(id).map(AlertRow::state).orElse(null);
    }

    private void allowlist(String json) {
        BROKER.produce(test.topics().allowlist(), bytes("allow"), bytes(json));
    }

    @Test
    void pages_overAllAlerts_haveEachOnceInTheSameOrderAfterARebuild() {
        for (int i = 0; i < 57; i++) {
            test.alert("a" + i, records.next("a" + i), NOW - i % 5);
        }
        Desk desk = test.open();
        List<String> whole = ids(desk.alerts(AlertQuery.all(100)));
        AlertPage first = desk.alerts(AlertQuery.all(20));

        Desk rebuilt = test.rebuilt();

        Set<String> paged = new HashSet<>(ids(first));
        AlertPage page = first;
        while (page.next() != null) {
            page = rebuilt.alerts(AlertQuery.all(20).after(page.next()));
            assertThat(page.rows()).noneMatch(row -> !paged.add(row.id()));
        }
        assertThat(paged).hasSize(57);
        assertThat(ids(rebuilt.alerts(AlertQuery.all(100)))).isEqualTo(whole);
    }

    @Test
    void story_renewedByAnotherFlow_staysOneAlertFoundByEither() {
        test.alert("s", records.of("s", "s", "10.9.9.1", "dns", 0.6, 1), NOW);
        test.alert("s", records.of("s", "f2", "10.9.9.1", "dns", 0.9, 2), NOW + 5);
        test.alert("s", records.of("s", "f3", "10.9.9.1", "dns", 0.7, 4), NOW + 9);

        Desk desk = test.open();

        assertThat(desk.alerts(AlertQuery.all(10)).rows()).singleElement().satisfies(row -> {
            assertThat(row.flows()).isEqualTo(4);
            assertThat(row.score()).isEqualTo(0.9);
        });
        assertThat(desk.alert("f2")).map(AlertRow::id).hasValue("s");
    }

    @Test
    void verdict_onAlertOrFlow_closesTheAlertAndUndoOpensIt() {
        test.alert("s", records.of("s", "s", "10.9.9.1", "dns", 0.6, 1), NOW);
        Desk desk = test.open();
        verdict("{\"alert_id\":\"s\",\"verdict\":\"malicious\",\"analyst\":\"alice\",\"comment\":\"known botnet\"}");
        TestBroker.await("the verdict", () -> desk.alert("s").orElseThrow().state() == AlertState.MALICIOUS);

        assertThat(ids(desk.alerts(query(AlertState.OPEN, null, null)))).isEmpty();
        assertThat(ids(desk.alerts(query(null, null, "botnet")))).containsExactly("s");
        assertThat(desk.verdictsOf(desk.alert("s").orElseThrow()))
                .singleElement()
                .satisfies(kept -> {
                    assertThat(kept.analyst()).isEqualTo("alice");
                    assertThat(kept.learnedIn()).isNull();
                });

        verdict("{\"flow_id\":\"s\",\"verdict\":\"benign\",\"analyst\":\"alice\",\"undo\":true}");
        TestBroker.await("the undo", () -> desk.alert("s").orElseThrow().state() == AlertState.OPEN);
    }

    @Test
    void verdictWrittenAnew_isThatOfItsFirstPlace_takenBackByWhatWasSaidLater() {
        verdict("{\"flow_id\":\"s\",\"verdict\":\"benign\",\"analyst\":\"alice\",\"undo\":true}");
        long firstMillis = System.currentTimeMillis() - Duration.ofDays(1).toMillis();
        for (String comment : List.of("as 10.0.0.5", "as (forgotten)")) {
            ProducerRecord<byte[], byte[]> anew = new ProducerRecord<>(
                    test.topics().feedback(),
                    bytes("{\"flow_id\":\"s\",\"verdict\":\"malicious\",\"analyst\":\"alice\",\"comment\":\"" + comment
                            + "\"}"));
            new FirstPlace(900, firstMillis).addTo(anew.headers());
            BROKER.produce(List.of(anew));
        }

        Desk desk = test.open();

        KeptVerdict verdict = desk.verdict("0-900").orElseThrow();
        assertThat(verdict.undone()).isTrue();
        assertThat(verdict.atMillis()).isEqualTo(firstMillis);
        assertThat(verdict.comment()).isEqualTo("as (forgotten)");
    }

    @Test
    void verdict_givenAgainAfterAnUndo_waitsForItsOwnLesson() {
        Lesson course = Course.lessons(3, 1, 40).get(0);
        ModelEvent learn = new ModelEvent.Learn(
                new Lesson(new FlowId("s"), course.example(), Verdict.MALICIOUS, null, "alice", false));
        String malicious = "{\"flow_id\":\"s\",\"verdict\":\"malicious\",\"analyst\":\"alice\"}";
        Desk desk = test.open();
        verdict(malicious);
        model(learn);
        TestBroker.await("the lesson", () -> isLearnedIn(desk, "0-0", 1L));
        assertThat(desk.firstLesson(desk.verdict("0-0").orElseThrow())).isZero();
        verdict("{\"flow_id\":\"s\",\"verdict\":\"benign\",\"analyst\":\"alice\",\"undo\":true}");
        model(new ModelEvent.Unlearn(Selection.ofVerdicts(new FlowId("s"), "alice", 0), "alice"));
        TestBroker.await("the unlearning", () -> desk.event(2).isPresent());

        verdict(malicious);
        TestBroker.await("the verdict", () -> desk.verdict("0-2").isPresent());
        assertThat(desk.verdict("0-2").orElseThrow().learnedIn()).isNull();

        model(learn);
        TestBroker.await("the second lesson", () -> isLearnedIn(desk, "0-2", 3L));
    }

    private static boolean isLearnedIn(Desk desk, String verdict, Long version) {
        return desk.verdict(verdict).map(KeptVerdict::learnedIn).equals(Optional.of(version));
    }

    private void model(ModelEvent event) {
        BROKER.produce(test.topics().modelLog(), bytes(ModelEventCodec.kind(event)), ModelEventCodec.encode(event));
    }

    @Test
    void verdict_beforeItsAlert_isKeptForIt() {
        verdict("{\"flow_id\":\"late\",\"verdict\":\"benign\",\"analyst\":\"bob\"}");
        Desk desk = test.open();
        TestBroker.await("the verdict", () -> !desk.verdicts(1).isEmpty());

        alert("late");
        TestBroker.await("the alert", () -> desk.alert("late").isPresent());

        assertThat(desk.alert("late").orElseThrow().state()).isEqualTo(AlertState.BENIGN);
    }

    @Test
    void record_thatIsNoAlert_isLeftOutAndHoldsNothingUp() {
        test.alert("null", null, NOW);
        test.alert("bad", bytes("{\"alert_id\":"), NOW);
        test.alert("bad", bytes("{\"alert_id\":\"b\",\"flow_id\":\"b\",\"score\":7}"), NOW);
        test.alert(
                "wide",
                bytes("{\"alert_id\":\"w\",\"flow_id\":\"w\",\"score\":1,\"count\":99999999999999999999}"),
                NOW);
        alert("good");

        assertThat(ids(test.open().alerts(AlertQuery.all(10)))).containsExactly("good");
    }

    @Test
    void changes_sinceTheDeskIsLive_areRememberedInOrderOverARestart() {
        Desk first = test.open();
        alert("one");
        TestBroker.await("a change", () -> first.changes().last() == 1);
        String generation = first.generation();

        Desk again = test.open();
        alert("two");
        TestBroker.await("another", () -> again.changes().last() == 2);

        assertThat(again.generation()).isEqualTo(generation);
        assertThat(again.changesAfter(1, 10))
                .singleElement()
                .satisfies(change -> assertThat(change.json()).contains("\"alert_id\":\"two\""));
    }

    private static AlertQuery query(@Nullable AlertState state, @Nullable String host, @Nullable String text) {
        return new AlertQuery(state, null, null, host, null, null, null, null, text, AlertQuery.Order.NEWEST, 50, null);
    }
}
