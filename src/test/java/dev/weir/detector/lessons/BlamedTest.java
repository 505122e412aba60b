package dev.weir.detector.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.encoding.Example;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.encoding.PackedFlow;
import dev.weir.features.FeatureExtractor;
import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureSettings;
import dev.weir.features.FeatureVector;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.fold.Course;
import dev.weir.fold.EventLog;
import dev.weir.fold.Ledger;
import dev.weir.fold.Lesson;
import dev.weir.fold.LogReplay;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import dev.weir.fold.Replayed;
import dev.weir.fold.Selection;
import dev.weir.model.ModelState;
import dev.weir.model.TaughtLogit;
import dev.weir.model.Untrained;
import dev.weir.model.Weights;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlamedTest {
    private static final List<Lesson> LESSONS = Course.lessons(5, 20, 40);
    private static final Example FLOW = new Course(99, 20).example(Verdict.MALICIOUS);

    private final List<ModelEvent> events = new ArrayList<>();
    private final EventLog log = (from, to, visitor) -> {
        for (long offset = from; offset < to; offset++) {
            ModelEvent event = events.get((int) offset);
            visitor.record(
                    offset,
                    Instant.EPOCH.plusSeconds(offset),
                    ModelEventCodec.kind(event).getBytes(StandardCharsets.UTF_8),
                    ModelEventCodec.encode(event));
        }
    };

    private void teach(int from, int to, String analyst) {
        LESSONS.subList(from, to)
                .forEach(lesson -> events.add(new ModelEvent.Learn(new Lesson(
                        lesson.flowId(),
                        lesson.example(),
                        lesson.verdict(),
                        lesson.category(),
                        analyst,
                        lesson.correction()))));
    }

    private Blame blame() {
        return blame(FLOW);
    }

    private Blame blame(Example flow) {
        Ledger ledger = LogReplay.upTo(log, events.size()).ledger();
        Blamed blamed = new Blamed(flow);
        ModelState model = LogReplay.witnessed(log, events.size(), ledger, blamed);
        Replayed replayed = LogReplay.upTo(log, events.size());
        assertThat(model.digest()).isEqualTo(replayed.state().digest());
        double logit = Weights.of(model).score(flow);
        Blame blame = blamed.blame("f", events.size(), 0.5, logit, TaughtLogit.Parts.of(model), 3);
        double sum = blame.prior() + blame.rest();
        sum += blame.most().stream().mapToDouble(Blame.OfLesson::logit).sum();
        assertThat(sum).isCloseTo(logit, within(1e-9));
        assertThat(blame.prior()
                        + blame.analysts().stream()
                                .mapToDouble(Blame.OfAnalyst::logit)
                                .sum())
                .isCloseTo(logit, within(1e-9));
        return blame;
    }

    @Test
    void noLesson_leavesAllToThePrior() {
        events.add(new ModelEvent.Install(Untrained.YIELDING, "weir", true));
        Blame blame = blame();
        assertThat(blame.lessons()).isZero();
        assertThat(blame.prior()).isEqualTo(blame.logit());
        assertThat(blame.most()).isEmpty();
    }

    @Test
    void lessons_areSummedByAnalyst_andTheFirstMovesMost() {
        events.add(new ModelEvent.Install(Untrained.YIELDING, "weir", true));
        teach(0, 10, "alice");
        teach(10, 12, "bob");
        Blame blame = blame();
        assertThat(blame.lessons()).isEqualTo(12);
        assertThat(blame.analysts())
                .extracting(Blame.OfAnalyst::analyst, Blame.OfAnalyst::lessons)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("alice", 10L),
                        org.assertj.core.groups.Tuple.tuple("bob", 2L));
        assertThat(blame.most()).hasSize(3);
        assertThat(Math.abs(blame.most().get(0).logit()))
                .isGreaterThanOrEqualTo(Math.abs(blame.most().get(1).logit()));
    }

    @Test
    void whatWasGoneBackBehindOrUnlearned_isNotBlamed() {
        teach(0, 10, "alice");
        long version = events.size();
        String digest = LogReplay.upTo(log, version).state().digest();
        teach(10, 20, "bob");
        events.add(new ModelEvent.RollBack(version, digest, "carol"));
        teach(20, 25, "dave");
        events.add(new ModelEvent.Unlearn(Selection.ofLesson(3), "carol"));
        Blame blame = blame();
        assertThat(blame.lessons()).isEqualTo(14);
        assertThat(blame.analysts()).extracting(Blame.OfAnalyst::analyst).containsExactlyInAnyOrder("alice", "dave");
    }

    @Test
    void verdictOnAFlowJustLikeIt_isBlamedWithWhatIsRememberedOfIt() {
        FeatureSchema schema = FeatureExtractor.schemaOf(FeatureSettings.defaults());
        FeatureVector vector = new FeatureVector(schema);
        for (String column :
                List.of("flow.sizes", "flow.exact_port", "flow.packets", "flow.source_bytes", "suspicion")) {
            vector.set(schema.position(column), 3);
        }
        PackedFlow packed = new FeatureEncoder(schema).pack(vector);
        Lesson lesson = new Lesson(FlowId.ofRecord(0, 1), packed, Verdict.BENIGN, null, "alice", false);
        events.add(new ModelEvent.Install(Untrained.YIELDING, "weir", true));
        events.add(new ModelEvent.Learn(lesson));
        Blame blame = blame(lesson.example());
        assertThat(blame.prior()).isCloseTo(3, within(0.2));
        assertThat(blame.most().get(0).logit()).isLessThan(-3);
    }

    @Test
    void installedModel_isPartOfThePrior() {
        teach(0, 10, "alice");
        ModelState taught = LogReplay.upTo(log, 10).state();
        events.clear();
        events.add(new ModelEvent.Install(taught, "carol"));
        teach(20, 22, "bob");
        Blame blame = blame();
        assertThat(blame.lessons()).isEqualTo(2);
        assertThat(blame.analysts()).extracting(Blame.OfAnalyst::analyst).containsExactly("bob");
    }
}
