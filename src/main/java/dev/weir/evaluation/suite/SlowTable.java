package dev.weir.evaluation.suite;

import dev.weir.evaluation.labelling.LabelProtocol;
import java.util.List;

/** What was measured on slow attacks, as a table for people. */
final class SlowTable {
    private SlowTable() {}

    /** Each slow attack with each label protocol, each line ended by a line feed; empty if none was measured. */
    static String of(List<SlowRow> rows) {
        StringBuilder text = new StringBuilder();
        String protocol = "";
        for (SlowRow row : rows) {
            if (!row.protocol().equals(protocol)) {
                protocol = row.protocol();
                text.append(text.isEmpty() ? "\nslow attacks, simulated\n" : "").append(SuiteLines.header(title(row)));
            }
            text.append(SuiteLines.line(row.attack(), row::figure));
        }
        return text.toString();
    }

    private static String title(SlowRow row) {
        return isUntaught(row) ? "without verdicts" : row.protocol();
    }

    private static boolean isUntaught(SlowRow row) {
        return row.protocol().equals(LabelProtocol.none().toString());
    }

    /** What a later report has more or less than an earlier one, where both know the attack and the protocol. */
    static String difference(List<SlowRow> earlier, List<SlowRow> later) {
        StringBuilder text = new StringBuilder();
        for (SlowRow now : later) {
            String name = now.attack() + (isUntaught(now) ? "" : ", " + now.protocol());
            earlier.stream()
                    .filter(now::isLike)
                    .findFirst()
                    .ifPresent(before -> text.append(SuiteLines.difference(
                            "slow",
                            name,
                            before.figure(SuiteRun.AVERAGE_PRECISION),
                            now.figure(SuiteRun.AVERAGE_PRECISION))));
        }
        return text.toString();
    }
}
