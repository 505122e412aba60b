package dev.weir.simulation;

import dev.weir.feedback.Feedback;
import dev.weir.flow.Host;
import dev.weir.flow.Verdict;
import dev.weir.simulation.office.Dice;
import dev.weir.simulation.office.SimulatedFlow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Somebody who works the alert queue. In each round the analyst takes the highest scores that have waited long enough, no more
 * than a few per source and destination, since the twentieth alert of one scan teaches nothing, and spends the rest of the
 * round on flows drawn at random, which is how missed attacks come to light. The verdicts are the truth, unless the analyst
 * is careless. Seeded and deterministic; not thread-safe.
 */
public final class Analyst {
    private static final int QUEUE_FLOWS = 4_000;
    private static final int PER_HOST_AND_ROUND = 2;
    private static final Comparator<KafkaCall> MOST_URGENT =
            Comparator.comparingDouble((KafkaCall waiting) -> -waiting.score);

    private final AnalystSettings settings;
    private final Dice dice;
    private final Deque<KafkaCall> arriving = new ArrayDeque<>();
    private List<KafkaCall> queue = new ArrayList<>();

    public Analyst(AnalystSettings settings, long seed) {
        this.settings = settings;
        dice = Dice.of(seed, "analyst " + settings.name());
    }

    /** Takes note of a scored flow; flows come in order of time. */
    public void receive(SimulatedFlow flow, double score) {
        arriving.add(new KafkaCall(flow, score));
    }

    /** The verdicts of one round at a moment in simulated time. */
    public List<Feedback> work(long nowMicros) {
        takeOverWhatIsDue(nowMicros);
        List<KafkaCall> chosen = new ArrayList<>();
        int spotChecks = (int) Math.round(settings.spotChecks() * settings.verdictsPerRound());
        chooseMostUrgent(settings.verdictsPerRound() - spotChecks, chosen);
        chooseByChance(settings.verdictsPerRound() - chosen.size(), chosen);
        queue.removeAll(new HashSet<>(chosen));
        return chosen.stream().map(this::judge).toList();
    }

    private void takeOverWhatIsDue(long nowMicros) {
        Duration delay = settings.delay();
        long dueMicros = nowMicros - (delay.toSeconds() * 1_000_000 + delay.toNanosPart() / 1_000);
        while (!arriving.isEmpty() && arriving.peek().flow.flow().timestampMicros() <= dueMicros) {
            queue.add(arriving.remove());
        }
        if (queue.size() > QUEUE_FLOWS) {
            queue = new ArrayList<>(queue.subList(queue.size() - QUEUE_FLOWS, queue.size()));
        }
    }

    private void chooseMostUrgent(int count, List<KafkaCall> chosen) {
        List<KafkaCall> byUrgency = new ArrayList<>(queue);
        byUrgency.sort(MOST_URGENT);
        Map<Host, Integer> looks = new HashMap<>();
        for (KafkaCall waiting : byUrgency) {
            if (chosen.size() == count) {
                return;
            }
            if (looks.merge(waiting.flow.flow().source(), 1, Integer::sum) <= PER_HOST_AND_ROUND
                    && looks.merge(waiting.flow.flow().destination(), 1, Integer::sum) <= PER_HOST_AND_ROUND) {
                chosen.add(waiting);
            }
        }
    }

    private void chooseByChance(int count, List<KafkaCall> chosen) {
        Set<KafkaCall> taken = new HashSet<>(chosen);
        int wanted = Math.min(count, queue.size() - chosen.size());
        while (wanted > 0) {
            KafkaCall waiting = dice.pick(queue);
            if (taken.add(waiting)) {
                chosen.add(waiting);
                wanted--;
            }
        }
    }

    private Feedback judge(KafkaCall waiting) {
        boolean wrong = dice.chance(settings.carelessness());
        boolean malicious = waiting.flow.malicious() != wrong;
        return new Feedback(
                waiting.flow.id(),
                malicious ? Verdict.MALICIOUS : Verdict.BENIGN,
                malicious && !wrong ? waiting.flow.category() : null,
                settings.name(),
                null);
    }

    private record KafkaCall(SimulatedFlow flow, double score) {}
}
