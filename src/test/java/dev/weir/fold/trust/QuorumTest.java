package dev.weir.fold.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.encoding.Example;
import dev.weir.flow.Verdict;
import dev.weir.fold.Course;
import dev.weir.model.ModelState;
import dev.weir.model.Untrained;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuorumTest {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final Course course = new Course(3, 12);
    private final CarefulModel model = CarefulModel.load(Untrained.YIELDING);
    private long given;
    private long now;

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void whoTeachesAlone_neverWaits() {
        teach(100, "alice");
        for (int i = 0; i < 20; i++) {
            teach("alice", attack(), Verdict.BENIGN);
        }
        assertThat(model.quorum()).isEqualTo(Quorum.NONE);
        assertThat(model.model().lessons()).isEqualTo(120);
    }

    @Test
    void lessonAtOddsWithWhatWasAgreed_waits_andMovesNothing() {
        teach(100, "alice", "bob");
        Example flow = attack();
        double before = model.model().logit(flow);
        assertThat(model.quorum()).isEqualTo(Quorum.NONE);
        teach("alice", flow, Verdict.BENIGN);
        assertThat(model.quorum()).isEqualTo(new Quorum(1, 0, 0, 0));
        assertThat(model.model().lessons()).isEqualTo(100);
        assertThat(model.model().logit(flow)).isEqualTo(before);
    }

    @Test
    void sameWordOfASecondTeacher_hasBothLearned_andRedressesTheFirst() {
        teach(100, "alice", "bob");
        Example flow = attack();
        double before = model.model().logit(flow);
        teach("alice", flow, Verdict.BENIGN);
        teach("alice", flow, Verdict.BENIGN);
        assertThat(model.quorum().waiting()).isEqualTo(2);
        teach("bob", flow, Verdict.BENIGN);
        assertThat(model.quorum()).isEqualTo(new Quorum(0, 2, 0, 0));
        assertThat(model.model().lessons()).isEqualTo(103);
        assertThat(model.model().logit(flow)).isLessThan(before);
        assertThat(model.trust("alice")).isEqualTo(1);
    }

    @Test
    void otherWordOfASecondTeacher_dropsIt() {
        teach(100, "alice", "bob");
        Example flow = attack();
        teach("alice", flow, Verdict.BENIGN);
        teach("bob", flow, Verdict.MALICIOUS);
        assertThat(model.quorum()).isEqualTo(new Quorum(0, 0, 1, 0));
        assertThat(model.model().lessons()).isEqualTo(101);
    }

    @Test
    void newcomer_bearsNobodyOut() {
        teach(100, "alice", "bob");
        Example flow = attack();
        teach("alice", flow, Verdict.BENIGN);
        teach("mallory", flow, Verdict.BENIGN);
        assertThat(model.quorum().seconded()).isZero();
        assertThat(model.quorum().waiting()).isPositive();
    }

    @Test
    void teacherWhoTakesItBack_endsTheWaiting_asIfItHadBeenTheFirstWord() {
        teach(100, "alice", "bob");
        Example flow = attack();
        teach("alice", flow, Verdict.BENIGN);
        model.learn(lesson("alice", flow, Verdict.MALICIOUS, true));
        assertThat(model.quorum().waiting()).isZero();
        assertThat(model.model().lessons()).isEqualTo(101);
    }

    @Test
    void nobodyWaitsForOneWhoWasSilentForLong() {
        teach(100, "alice", "bob");
        now += 40 * DAY;
        teach(20, "alice");
        teach("alice", attack(), Verdict.BENIGN);
        assertThat(model.quorum()).isEqualTo(Quorum.NONE);
    }

    @Test
    void tooMany_makeTheOldestLapse() {
        SecondOpinions seconds = new SecondOpinions();
        for (int i = 0; i < SecondOpinions.MOST + 3; i++) {
            seconds.await(lesson("alice", attack(), Verdict.BENIGN, false));
        }
        assertThat(seconds.count()).isEqualTo(new Quorum(SecondOpinions.MOST, 0, 0, 3));
        assertThat(seconds.since(0)).first().extracting(Taught::offset).isEqualTo(3L);
    }

    @Test
    void modelInWhichLessonsWait_goesOnFromItsState_asIfItHadNotStopped() {
        teach(100, "alice", "bob");
        Example flow = attack();
        teach("alice", flow, Verdict.BENIGN);
        teach("bob", attack(), Verdict.BENIGN);
        ModelState saved = model.save();
        try (CarefulModel again = CarefulModel.load(saved)) {
            assertThat(again.quorum()).isEqualTo(model.quorum());
            assertThat(again.save()).isEqualTo(saved);
            Taught second = lesson("bob", flow, Verdict.BENIGN, false);
            model.learn(second);
            again.learn(second);
            assertThat(again.quorum().seconded()).isEqualTo(1);
            assertThat(again.save()).isEqualTo(model.save());
        }
    }

    private Example attack() {
        return course.example(Verdict.MALICIOUS);
    }

    private void teach(int lessons, String... teachers) {
        for (int i = 0; i < lessons; i++) {
            Verdict truth = i / teachers.length % 2 == 0 ? Verdict.MALICIOUS : Verdict.BENIGN;
            teach(teachers[i % teachers.length], course.example(truth), truth);
        }
    }

    private void teach(String teacher, Example flow, Verdict verdict) {
        model.learn(lesson(teacher, flow, verdict, false));
    }

    private Taught lesson(String teacher, Example flow, Verdict verdict, boolean isCorrection) {
        return new Taught(given++, now, teacher, Weighing.SECONDED, null, flow, verdict, null, isCorrection);
    }
}
