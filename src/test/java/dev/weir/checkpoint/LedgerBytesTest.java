package dev.weir.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.flow.FlowId;
import dev.weir.fold.Ledger;
import dev.weir.fold.ModelSnapshot;
import dev.weir.fold.Selection;
import dev.weir.model.Untrained;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LedgerBytesTest {
    private static final Ledger LEDGER = new Ledger(
            List.of(
                    new Ledger.Unlearning(7, Selection.ofLesson(3), 9),
                    new Ledger.Unlearning(
                            12,
                            new Selection(
                                    1, 9, "m\u00e4llory", Instant.EPOCH, Instant.ofEpochMilli(5), new FlowId("f")),
                            Long.MAX_VALUE)),
            new TreeMap<>(Map.of(4L, 2L)),
            Set.of(1L, 30L));

    @Test
    void ledger_comesBackAsItWas() {
        assertThat(LedgerBytes.read(LedgerBytes.write(LEDGER))).isEqualTo(LEDGER);
        assertThat(LedgerBytes.read(LedgerBytes.write(Ledger.EMPTY))).isEqualTo(Ledger.EMPTY);
    }

    @Test
    void model_isReadWithItsLedger_andOneOfBeforeWithout() {
        for (ModelSnapshot model : List.of(
                new ModelSnapshot(0, Untrained.STATE, LEDGER),
                new ModelSnapshot(17, Untrained.STATE, Ledger.EMPTY),
                new ModelSnapshot(17, Untrained.STATE))) {
            assertThat(Records.model(Records.model(model))).isEqualTo(model);
        }
    }
}
