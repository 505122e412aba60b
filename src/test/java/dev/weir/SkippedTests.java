package dev.weir;

import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Says at the end of the tests that run together which ones were passed over, and why: a summary that only counts them is read as success. */
public final class SkippedTests implements TestExecutionListener {
    private final Map<String, Integer> counts = new TreeMap<>();

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        counts.merge(className(test) + ": " + reason, 1, Integer::sum);
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            String reason = result.getThrowable().map(Throwable::getMessage).orElse("no reason given");
            counts.merge(className(test) + ": " + reason, 1, Integer::sum);
        }
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan plan) {
        if (!counts.isEmpty()) {
            System.out.println("NOT RUN, so what they hold was not held in this run:");
            counts.forEach(
                    (what, times) -> System.out.println("  " + what + (times > 1 ? " (" + times + " tests)" : "")));
            counts.clear();
        }
    }

    private static String className(TestIdentifier test) {
        TestSource source = test.getSource().orElse(null);
        if (source instanceof MethodSource method) {
            return method.getJavaClass().getSimpleName();
        }
        return source instanceof ClassSource type ? type.getJavaClass().getSimpleName() : test.getDisplayName();
    }
}
