package dev.weir.review;

import dev.weir.features.FeatureVector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps the features of the last {@value #MOST_FLOWS} flows that this process scored, some 3 MB, to ask what another model would have
 * made of them; and from which score on each task raises alerts. Thread-safe: each task notes flows in one thread, anybody may ask.
 *
 * <p>A task writes its flows into a block of its own, and hands it over when it is full. So most flows need no lock, which would wait
 * until all that the thread wrote before has reached the memory.
 */
public final class RecentFlows {
    public static final int MOST_FLOWS = 10_000;

    private static final int FLOWS_PER_BLOCK = 50;

    private final Map<Integer, Task> tasks = new ConcurrentHashMap<>();
    /** Full ones, the oldest first. */
    private final Deque<Block> blocks = new ArrayDeque<>();

    /**
     * Takes in a flow, in the path of each.
     *
     * @param partition of the task that scored it
     * @param threshold least score of an alert as things stand there
     */
    public void note(int partition, FeatureVector vector, double threshold) {
        Task task = tasks.get(partition);
        if (task == null) {
            task = tasks.computeIfAbsent(
                    partition, first -> new Task(vector.schema().size()));
        }
        if (task.threshold != threshold) {
            task.threshold = threshold;
        }
        task.block.add(vector);
        if (task.block.isFull()) {
            handOver(task);
        }
    }

    private synchronized void handOver(Task task) {
        blocks.addLast(task.block);
        task.block = new Block(task.block.columns);
        if (blocks.size() > MOST_FLOWS / FLOWS_PER_BLOCK) {
            blocks.removeFirst();
        }
    }

    /** The features of each flow, one after another. */
    public synchronized float[] values() {
        List<Block> newestFirst = new ArrayList<>();
        tasks.values().forEach(task -> newestFirst.add(task.block));
        blocks.descendingIterator().forEachRemaining(newestFirst::add);
        int columns = newestFirst.isEmpty() ? 0 : newestFirst.get(0).columns;
        float[] values = new float[MOST_FLOWS * columns];
        int end = 0;
        for (Iterator<Block> all = newestFirst.iterator(); all.hasNext() && end < values.length; ) {
            end += all.next().copyTo(values, end);
        }
        return Arrays.copyOf(values, end);
    }

    /** Least score of an alert in a partition; empty if no flow was scored there yet. */
    public OptionalDouble threshold(int partition) {
        Task task = tasks.get(partition);
        return task == null ? OptionalDouble.empty() : OptionalDouble.of(task.threshold);
    }

    /** The mean over the partitions; empty if no flow was scored yet. */
    public OptionalDouble threshold() {
        return tasks.values().stream().mapToDouble(task -> task.threshold).average();
    }

    private static final class Task {
        private volatile Block block;
        private volatile double threshold;

        Task(int columns) {
            this.block = new Block(columns);
        }
    }

    /** Room for some flows. One thread adds; any may ask, and sees whole flows. */
    private static final class Block {
        private final int columns;
        private final float[] values;
        private final AtomicInteger flows = new AtomicInteger();

        Block(int columns) {
            this.columns = columns;
            this.values = new float[FLOWS_PER_BLOCK * columns];
        }

        void add(FeatureVector vector) {
            int before = flows.getPlain();
            vector.copyTo(values, before * columns);
            // Last, so that whoever sees the number sees what it counts.
            flows.setRelease(before + 1);
        }

        boolean isFull() {
            return flows.getPlain() == FLOWS_PER_BLOCK;
        }

        /** Copies as many of the last flows as there is room for, and says how many numbers that is. */
        int copyTo(float[] target, int from) {
            int end = flows.getAcquire() * columns;
            int length = Math.min(end, target.length - from);
            System.arraycopy(values, end - length, target, from, length);
            return length;
        }
    }
}
