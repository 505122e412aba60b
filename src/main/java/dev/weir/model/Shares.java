package dev.weir.model;

import java.nio.ByteBuffer;

/**
 * How far each expert of a {@link YieldingPrior} is believed; together 1.
 *
 * @param learned what is learned alone, 0 to 1
 * @param general that and the general prior, 0 to 1
 * @param started that and the weights started from, 0 to 1; 0 where there are none
 */
record Shares(double learned, double general, double started) {
    static final int BYTES = 3 * Double.BYTES;

    /** As much for each expert. */
    static Shares even(boolean isStarted) {
        return isStarted ? new Shares(1 / 3.0, 1 / 3.0, 1 / 3.0) : new Shares(1 / 2.0, 1 / 2.0, 0);
    }

    /** The same with a third for weights to start from, where there were none. */
    Shares withStarted() {
        return new Shares(2 / 3.0 * learned, 2 / 3.0 * general, 1 / 3.0);
    }

    /** A step from these shares to others, 0 to 1 of the way. */
    Shares towards(Shares others, double step) {
        return new Shares(
                learned + step * (others.learned - learned),
                general + step * (others.general - general),
                started + step * (others.started - started));
    }

    void put(ByteBuffer out) {
        out.putDouble(learned).putDouble(general).putDouble(started);
    }

    /** @throws DamagedModelException if these are no shares */
    static Shares of(ByteBuffer in) {
        Shares read = new Shares(in.getDouble(), in.getDouble(), in.getDouble());
        boolean areShares = read.learned >= 0 && read.general >= 0 && read.started >= 0;
        if (!areShares || !(Math.abs(read.learned + read.general + read.started - 1) < 1e-6)) {
            throw new DamagedModelException("the shares of the prior are not what Weir comes to");
        }
        return read;
    }
}
