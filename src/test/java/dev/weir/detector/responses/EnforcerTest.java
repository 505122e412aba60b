package dev.weir.detector.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.broker.TestBroker;
import dev.weir.metrics.ResponseMeter;
import dev.weir.response.Action;
import dev.weir.response.ResponsePlan;
import dev.weir.response.ResponseStep;
import dev.weir.response.Steps;
import dev.weir.response.executor.Executor;
import dev.weir.response.executor.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EnforcerTest {
    private final CountDownLatch answered = new CountDownLatch(1);
    private final CountDownLatch quickWasAsked = new CountDownLatch(1);
    private final ResponseMeter meter = new ResponseMeter(List.of());
    private final List<ResponseStep> steps =
            List.of(Steps.approved("r-1", Action.DENY, "198.51.100.7", Instant.now(), Duration.ofHours(1)));

    @Test
    void executorThatHangs_keepsNoOtherWaiting_andTheResponseIsDoneOnceBothHaveDoneIt() throws Exception {
        try (Enforcer enforcer = new Enforcer(List.of(hanging(), quick()), Clock.systemUTC(), meter)) {
            enforcer.start();
            enforcer.enforce(steps);

            quickWasAsked.await();
            assertThat(enforcer.nextReport()).isNull();
            answered.countDown();

            assertThat(next(enforcer).failure()).isNull();
            enforcer.enforce(steps);
            assertThat(enforcer.nextReport()).isNull();
        }
    }

    @Test
    void failureForGood_isReportedOnceAndCounted() {
        Executor failing = executor("failing", () -> new Outcome("no such chain", true));
        try (Enforcer enforcer = new Enforcer(List.of(failing), Clock.systemUTC(), meter)) {
            enforcer.start();
            enforcer.enforce(steps);

            assertThat(next(enforcer)).isEqualTo(new Enforcer.Report("r-1", "failing", "no such chain"));
            TestBroker.await("it is counted", () -> meter.failures("failing") == 1);
        }
    }

    @Test
    void executorThatCannot_isNamedUntilItCanAgain() {
        AtomicReference<Outcome> outcome = new AtomicReference<>(new Outcome("connection refused", false));
        try (Enforcer enforcer =
                new Enforcer(List.of(executor("far", outcome::get), quick()), Clock.systemUTC(), meter)) {
            enforcer.start();
            enforcer.enforce(steps);
            TestBroker.await("a failure", () -> enforcer.failing().equals(Map.of("far", "connection refused")));

            outcome.set(new Outcome(null, true));
            enforcer.enforce(steps);
            TestBroker.await("no failure", () -> enforcer.failing().isEmpty());
        }
    }

    @Test
    void executor_liftsFromTheStart_alsoWhenNobodyDecidesAnyMore() throws Exception {
        AtomicInteger lifts = new AtomicInteger();
        Executor lifting = new FakeExecutor("lifting", () -> new Outcome(null, true)) {
            @Override
            public void lift(Instant now) {
                lifts.incrementAndGet();
            }
        };
        try (Enforcer enforcer = new Enforcer(List.of(lifting), Clock.systemUTC(), meter)) {
            enforcer.start();
            enforcer.start();
            TestBroker.await("lifted before anybody decides", () -> lifts.get() > 1);
            enforcer.enforce(steps);
            assertThat(next(enforcer).failure()).isNull();
            int before = lifts.get();
            enforcer.enforce(null);
            TestBroker.await("lifted again", () -> lifts.get() > before);
        }
    }

    private static Enforcer.Report next(Enforcer enforcer) {
        Enforcer.Report[] found = {null};
        TestBroker.await("a report", () -> {
            found[0] = enforcer.nextReport();
            return found[0] != null;
        });
        return found[0];
    }

    private Executor hanging() {
        return executor("hanging", () -> {
            try {
                answered.await();
                return new Outcome(null, true);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private Executor quick() {
        return executor("quick", () -> {
            quickWasAsked.countDown();
            return new Outcome(null, true);
        });
    }

    private static Executor executor(String name, Supplier<Outcome> outcome) {
        return new FakeExecutor(name, outcome);
    }

    private static class FakeExecutor implements Executor {
        private final String name;
        private final Supplier<Outcome> outcome;

        FakeExecutor(String name, Supplier<Outcome> outcome) {
            this.name = name;
            this.outcome = outcome;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean can(ResponsePlan plan) {
            return true;
        }

        @Override
        public Map<String, Outcome> reconcile(List<ResponseStep> inForce, Instant now) {
            Map<String, Outcome> outcomes = new HashMap<>();
            inForce.forEach(step -> outcomes.put(step.id(), outcome.get()));
            return outcomes;
        }
    }
}
