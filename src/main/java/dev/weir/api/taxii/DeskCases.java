package dev.weir.api.taxii;

import dev.weir.desk.AlertPage;
import dev.weir.desk.AlertQuery;
import dev.weir.desk.AlertRow;
import dev.weir.desk.AlertState;
import dev.weir.desk.Desk;
import dev.weir.desk.KeptVerdict;
import dev.weir.sharing.intel.Case;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The alerts of the desk on which a verdict stands, the newest {@value #MOST} of each kind of verdict. */
public final class DeskCases {
    static final int MOST = 10_000;
    private static final String MALICIOUS = AlertState.MALICIOUS.word();

    private DeskCases() {}

    /** All of them. */
    public static List<Case> of(Desk desk) {
        List<Case> cases = new ArrayList<>();
        add(desk, AlertState.MALICIOUS, cases);
        add(desk, AlertState.BENIGN, cases);
        return cases;
    }

    private static void add(Desk desk, AlertState state, List<Case> cases) {
        int seen = 0;
        @Nullable String next = null;
        do {
            AlertPage page = desk.alerts(new AlertQuery(
                    state,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    AlertQuery.Order.NEWEST,
                    AlertQuery.MOST,
                    next));
            page.rows().forEach(row -> cases.add(of(row, state, desk.verdictsOf(row))));
            seen += page.rows().size();
            next = page.next();
        } while (next != null && seen < MOST);
    }

    private static Case of(AlertRow row, AlertState state, List<KeptVerdict> verdicts) {
        return new Case(
                row.source(),
                row.destination(),
                state == AlertState.MALICIOUS,
                verdicts.stream().anyMatch(verdict -> verdict.verdict().equals(MALICIOUS)),
                row.category(),
                Instant.ofEpochMilli(row.firstSeenMillis()),
                Instant.ofEpochMilli(row.lastSeenMillis()),
                row.flows(),
                Instant.ofEpochMilli(
                        verdicts.isEmpty()
                                ? row.lastSeenMillis()
                                : verdicts.get(0).atMillis()));
    }
}
