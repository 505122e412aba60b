package dev.weir.simulation.office;

import dev.weir.flow.QuickHash;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Chance for one traffic pattern. Each pattern has dice of its own, seeded by its name, so that a pattern added later does not
 * change what the others throw. Only {@link StrictMath}: the same seed gives the same bytes on every processor.
 */
public final class Dice {
    private static final String BASE_62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final double MICROS_PER_SECOND = 1e6;

    private final SplittableRandom random;
    private final char[] uid = new char[18];

    private Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    public static Dice of(long seed, String name) {
        return new Dice(QuickHash.add(seed, name));
    }

    /** Uniform from 0 to {@code bound - 1}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** Uniform from {@code least} to {@code most}, both included. */
    public int count(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** Uniform from {@code least} to {@code most}. */
    public double between(double least, double most) {
        return least + random.nextDouble() * (most - least);
    }

    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    public <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Half of the values below the median; {@code spread} is the standard deviation of the logarithm. */
    public double logNormal(double median, double spread) {
        return median * StrictMath.exp(spread * random.nextGaussian());
    }

    /** The same, as a count of at least 1. */
    long logNormalCount(double median, double spread) {
        return Math.max(1, (long) logNormal(median, spread));
    }

    /** A waiting time without memory, at least a microsecond. */
    public long waitMicros(double meanSeconds) {
        return 1 + (long) (random.nextExponential() * meanSeconds * MICROS_PER_SECOND);
    }

    /** A count of 1 and more, of which each is followed by another with the probability. */
    public int run(double another, int most) {
        int count = 1;
        while (count < most && chance(another)) {
            count++;
        }
        return count;
    }

    /** An id in the style of Zeek: {@code C} and 17 letters and digits. */
    String uid() {
        uid[0] = 'C';
        int position = 1;
        while (position < uid.length) {
            long bits = random.nextLong() >>> 1;
            for (int i = 0; i < 9 && position < uid.length; i++) {
                uid[position++] = BASE_62.charAt((int) (bits % 62));
                bits /= 62;
            }
        }
        return new String(uid);
    }
}
