package dev.weir.evaluation.suite;

import dev.weir.evaluation.Evaluation;
import dev.weir.evaluation.EvaluationSettings;
import dev.weir.evaluation.labelling.LabelProtocol;
import dev.weir.model.ModelState;
import dev.weir.simulation.office.SimulatedFlow;
import dev.weir.simulation.slow.SlowAttack;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Measures simulated slow attacks: without verdicts, with the suite's label protocol, and with verdicts on what {@code weir review}
 * asks about, which are as many as triage gives by default.
 */
public final class SlowAttacks {
    private static final LabelProtocol ASKED = new LabelProtocol.Review(1_000, 15);

    private final SuiteSettings settings;
    private final Duration length;
    private final @Nullable ModelState baseline;

    /**
     * @param length simulated time of each office
     * @param baseline the model that was installed before the first flow; null if none was
     */
    public SlowAttacks(SuiteSettings settings, Duration length, @Nullable ModelState baseline) {
        this.settings = settings;
        this.length = length;
        this.baseline = baseline;
    }

    /** Measures every slow attack; the rows of one protocol stand together. */
    public List<SlowRow> run() throws IOException {
        List<LabelProtocol> protocols = List.of(
                        LabelProtocol.none(), settings.evaluation().protocol(), ASKED)
                .stream()
                .distinct()
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(settings.threads());
        try {
            Map<SlowAttack, List<Future<List<SuiteRun>>>> pending = new EnumMap<>(SlowAttack.class);
            for (SlowAttack attack : SlowAttack.values()) {
                pending.put(attack, start(attack, protocols, threads));
            }
            Map<SlowAttack, List<List<SuiteRun>>> measured = new EnumMap<>(SlowAttack.class);
            for (SlowAttack attack : SlowAttack.values()) {
                measured.put(attack, Suite.finished(pending.getOrDefault(attack, List.of())));
            }
            return rows(protocols, measured);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Future<List<SuiteRun>>> start(
            SlowAttack attack, List<LabelProtocol> protocols, ExecutorService threads) {
        List<Future<List<SuiteRun>>> runs = new ArrayList<>();
        for (int i = 0; i < settings.seeds(); i++) {
            long seed = settings.evaluation().seed() + i;
            runs.add(threads.submit(() -> measure(attack, seed, protocols)));
        }
        return runs;
    }

    /** One run for each protocol, all on the same office. */
    private List<SuiteRun> measure(SlowAttack attack, long seed, List<LabelProtocol> protocols) throws IOException {
        List<SimulatedFlow> office = attack.office(seed, length);
        List<SuiteRun> runs = new ArrayList<>();
        for (LabelProtocol protocol : protocols) {
            EvaluationSettings shown = settings.evaluation().with(to -> {
                to.seed = seed;
                to.protocol = protocol;
            });
            runs.add(SuiteRun.of(seed, Evaluation.ofInvented(shown, attack.word(), office, baseline)));
        }
        return runs;
    }

    /** @param measured the runs of each attack, by seed, then by protocol */
    private static List<SlowRow> rows(List<LabelProtocol> protocols, Map<SlowAttack, List<List<SuiteRun>>> measured) {
        List<SlowRow> rows = new ArrayList<>();
        for (int p = 0; p < protocols.size(); p++) {
            int protocol = p;
            measured.forEach((attack, seeds) -> rows.add(new SlowRow(
                    attack.word(),
                    protocols.get(protocol).toString(),
                    seeds.stream().map(ofSeed -> ofSeed.get(protocol)).toList())));
        }
        return rows;
    }
}
