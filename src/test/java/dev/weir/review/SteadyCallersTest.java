package dev.weir.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.flow.Flow;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SteadyCallersTest {
    private static final String HOST = "10.0.0.1";
    private static final String MASTER = "203.0.113.7";

    private final SteadyCallers callers = new SteadyCallers();
    private final SplittableRandom chance = new SplittableRandom(5);

    @Test
    void hourlyCalls_giveOrTake30Percent_oneInTenLost_areSteadyFromTheFourthOn() {
        double seconds = 0;
        int steady = 0;
        for (int call = 1; call <= 60; call++) {
            boolean isLost = call > 4 && chance.nextInt(10) == 0;
            double hours = isLost ? 0 : observe(MASTER, seconds, 1_800 + chance.nextInt(90));
            assertThat(call < 4 && hours > 0).isFalse();
            steady += hours > 0 ? 1 : 0;
            seconds += 3_600 * (0.7 + 0.6 * chance.nextDouble());
        }
        assertThat(steady).isGreaterThan(48);
    }

    /** Pairs are saved by it. */
    @Test
    void nameOfAPair_isTheOneThatItAlwaysHad() {
        assertThat(SteadyCallers.pair(Calls.of(HOST, MASTER, 0, 100))).isEqualTo(0xe9478797254795b7L);
    }

    @Test
    void hours_growWithTheCalls() {
        double[] hours = new double[10];
        for (int call = 0; call < hours.length; call++) {
            hours[call] = observe(MASTER, 3_600 * call, 500);
        }
        assertThat(hours).startsWith(0, 0, 0, 4, 5).endsWith(10);
    }

    @Test
    void callsByChance_areRarelySteady() {
        double seconds = 0;
        int steady = 0;
        for (int call = 0; call < 2_000; call++) {
            steady += observe(MASTER, seconds, 500) > 0 ? 1 : 0;
            seconds += -600 * Math.log(1 - chance.nextDouble());
        }
        assertThat(steady).isLessThan(200);
    }

    @Test
    void sizesOfAllKinds_areNotSteady() {
        int steady = 0;
        for (int call = 0; call < 50; call++) {
            steady += observe(MASTER, 600 * call, call % 2 == 0 ? 300 : 30_000) > 0 ? 1 : 0;
        }
        assertThat(steady).isZero();
    }

    @Test
    void whoIsToldOf_isNotSteady_butOthersAre() {
        for (int call = 0; call < 5; call++) {
            observe(MASTER, 600 * call, 500);
            observe("203.0.113.8", 600 * call, 500);
        }
        callers.tell(SteadyCallers.pair(Calls.of(HOST, MASTER, 0, 0)));
        assertThat(observe(MASTER, 3_000, 500)).isZero();
        assertThat(observe("203.0.113.8", 3_000, 500)).isPositive();
    }

    @Test
    void aMillionNamesInventedInBetween_pushOutNoSteadyCaller() {
        for (int call = 0; call < 5; call++) {
            observe(MASTER, 3_600 * call, 500);
        }
        for (int name = 0; name < 1_000_000; name++) {
            observe("name" + name, 4 * 3_600 + name / 500.0, 500);
        }
        assertThat(observe(MASTER, 5 * 3_600, 500)).isPositive();
    }

    @Test
    void pairsOfTimesFarAhead_makeRoomForThoseOfNow() {
        double ahead = 60 * 365 * 86_400.0;
        for (int name = 0; name < 300_000; name++) {
            observe("ahead" + name % 100_000, ahead + name, 500);
        }
        for (int name = 0; name < 1_000; name++) {
            observe("now" + name, name / 500.0, 500);
        }
        double hours = 0;
        for (int call = 0; call < 5; call++) {
            observe("later" + call, ahead, 500);
            hours = observe(MASTER, 600 * call, 500);
            for (int name = 0; name < 5_000; name++) {
                observe("other" + call + "-" + name, 600 * call + name * 0.119, 500);
            }
        }
        assertThat(hours).isPositive();
    }

    @Test
    void onePairFarAhead_isNotSteadyForYears() {
        for (int call = 0; call < 5; call++) {
            observe(MASTER, 600 * call, 500);
            observe("liar", 600 * call + 1 + (call % 2) * 1e9, 500);
        }
        assertThat(observe("liar", 3e9, 500)).isLessThan(2);
    }

    @Test
    void connectionsOpenedAtOnce_areOneCall_andLateFlowsNone() {
        double hours = 0;
        for (int call = 0; call < 5; call++) {
            observe(MASTER, 600 * call, 500);
            observe(MASTER, 600 * call + 0.1, 500);
            observe(MASTER, 0, 500);
            hours = observe(MASTER, 600 * call + 0.2, 500);
        }
        assertThat(hours).isPositive();
    }

    @Test
    void whoCallsSteadily_isKnownAfterARestart_withWhatWasTold() {
        SteadyCallers restarted = new SteadyCallers();
        for (int call = 0; call < 5; call++) {
            observe(MASTER, 3_600 * call, 500);
            observe("203.0.113.8", 3_600 * call, 500);
        }
        callers.tell(SteadyCallers.pair(Calls.of(HOST, "203.0.113.8", 0, 0)));
        restarted.load(callers.save());
        for (String to : List.of(MASTER, "203.0.113.8")) {
            Flow next = Calls.of(HOST, to, 5 * 3_600, 500);
            long pair = SteadyCallers.pair(next);
            assertThat(restarted.observe(pair, next)).isEqualTo(callers.observe(pair, next));
        }
        assertThat(restarted.save()).isEqualTo(callers.save());
    }

    @Test
    void whatIsSaved_isSmall_andTheLongestAreInIt() {
        for (int host = 0; host < 5_000; host++) {
            for (int call = 0; call < 4; call++) {
                observe("name" + host, (1_000 + host) * call, 500);
            }
        }
        byte[] saved = callers.save();
        assertThat(saved.length).isLessThan(20_000);
        SteadyCallers restarted = new SteadyCallers();
        restarted.load(saved);
        Flow longest = Calls.of(HOST, "name4999", 4 * 5_999, 500);
        assertThat(restarted.observe(SteadyCallers.pair(longest), longest)).isPositive();
    }

    @Test
    void somethingElseThanWasSaved_isRefused() {
        assertThatThrownBy(() -> callers.load(new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> callers.load(new byte[] {9})).hasMessageContaining("start without them");
    }

    private double observe(String to, double seconds, int bytes) {
        Flow flow = Calls.of(HOST, to, seconds, bytes);
        return callers.observe(SteadyCallers.pair(flow), flow);
    }
}
