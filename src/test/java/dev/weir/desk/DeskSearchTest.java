package dev.weir.desk;

import static dev.weir.desk.TestDesk.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.broker.TestBroker;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What lists of alerts hold, in whichever way they are found. */
@Tag("broker")
class DeskSearchTest {
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

    @Test
    void search_byHostKindAndHostileText_findsOnlyWhatHasTheWords() {
        test.alert("x", records.of("x", "x", "10.9.9.1", "dns", 0.6, 1), NOW);
        test.alert("y", records.of("y", "y", "10.9.9.2", "http", 0.7, 1), NOW);
        Desk desk = test.open();

        assertThat(ids(desk.alerts(query(null, "10.9.9.1", null)))).containsExactly("x");
        assertThat(ids(desk.alerts(query(null, null, "10.9.9.2 http")))).containsExactly("y");
        assertThat(ids(desk.alerts(query(null, null, "10.9.*")))).containsExactlyInAnyOrder("x", "y");
        for (String hostile :
                List.of("x\" OR 1=1 --", "NEAR(", "words:*", "\u0301\u20e3z", "'; DROP TABLE alerts", "^a -b")) {
            assertThat(desk.alerts(query(null, null, hostile)).rows()).isEmpty();
        }
        assertThatThrownBy(() -> query(null, null, "\"*")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void search_amongTheNewestAndByTheIndex_findsTheSame() {
        for (int i = 0; i < 6; i++) {
            String id = "b" + i;
            String host = i % 2 == 0 ? "B\u00fcro_1.example" : "BueroX1.example";
            test.alert(id, records.of(id, id, host, "dns", 0.6, 1), NOW + i);
        }
        Desk desk = test.open();

        for (String text : List.of(
                "b\u00dcro_1*", "buro_1.EXAMPLE", "dns b\u00fcro*", "b\u00fcro_1.exa*", "buerox1*", "dns", "nobody*")) {
            List<String> found = ids(desk.alerts(query(null, null, text), 1));
            for (int looked = 2; looked < 8; looked++) {
                assertThat(ids(desk.alerts(query(null, null, text), looked))).isEqualTo(found);
                assertThat(ids(desk.alerts(query(AlertState.OPEN, null, text), looked)))
                        .isEqualTo(found);
            }
        }
        assertThat(ids(desk.alerts(query(null, null, "buro_1*"), 3))).containsExactly("b4", "b2", "b0");
        assertThat(ids(desk.alerts(query(null, "b\u00fcro_1.example", "dns"), 2)))
                .containsExactly("b4", "b2", "b0");
    }

    @Test
    void interval_byScore_isTheSameSortedOrByGoingDownTheScores() {
        for (int i = 0; i < 12; i++) {
            String id = "s" + i;
            test.alert(
                    id,
                    records.of(id, id, "10.9.9.1", i % 3 == 0 ? "http" : "dns", 0.5 + i * 5 % 12 / 30.0, 1),
                    NOW + i);
        }
        Desk desk = test.open();
        AlertQuery interval = new AlertQuery(
                null, "dns", null, null, null, null, NOW + 2, NOW + 11, null, AlertQuery.Order.SCORE, 4, null);

        AlertPage sorted = desk.alerts(interval, 100);
        AlertPage gone = desk.alerts(interval, 1);

        assertThat(ids(sorted)).hasSize(4).isEqualTo(ids(gone));
        List<String> rest = ids(desk.alerts(interval.after(sorted.next()), 100));
        assertThat(rest).hasSize(2).isEqualTo(ids(desk.alerts(interval.after(gone.next()), 1)));
    }

    private static AlertQuery query(@Nullable AlertState state, @Nullable String host, @Nullable String text) {
        return new AlertQuery(state, null, null, host, null, null, null, null, text, AlertQuery.Order.NEWEST, 50, null);
    }
}
