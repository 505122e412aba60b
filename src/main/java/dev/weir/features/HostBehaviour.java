package dev.weir.features;

/**
 * Tracks what one host has recently done in one role: damped counts over four time scales, and which peers and ports are new to it.
 * Keeps it in a {@link PackedState} and fills the columns from there.
 */
final class HostBehaviour {
    private static final int COUNT = 0;
    private static final int FAILED = 1;
    private static final int SOURCE_BYTES = 2;
    private static final int DESTINATION_BYTES = 3;
    private static final int SIZE_SQUARED = 4;
    private static final int NEW_PEERS = 5;
    private static final int NEW_PORTS = 6;
    private static final int CONTACTS = 7;
    private static final int PROBES = 8;
    private static final int SUMS = 9;
    private static final int PORTS_AT = PackedState.DAMPED_AT + Float.BYTES * SUMS * Damping.SCALES;
    private static final int PORTS_BYTES = 64;
    private static final int PEERS_AT = PORTS_AT + PORTS_BYTES;

    /**
     * What a flow counts for, beside a contact, that goes to a known port of a known peer and is answered. A ratio over all
     * flows could be had as low as one likes by asking for a name beside each probe.
     */
    private static final double ROUTINE = 1 / 64.0;

    private final int peersBytes;
    private final double scale;
    private final HostColumns columns;
    private final Damping damping = new Damping();
    /** What the flow at hand adds to each sum. */
    private final double[] amounts = new double[SUMS];

    /**
     * @param role the first word of the column names
     * @param peersBytes size of the set of peers
     * @param scale how many flows of the host there are for each that is seen
     */
    HostBehaviour(String role, int peersBytes, double scale, ColumnList columns) {
        this.peersBytes = peersBytes;
        this.scale = scale;
        this.columns = new HostColumns(role, columns);
    }

    /** Where the next part of the state begins. */
    int end() {
        return PEERS_AT + peersBytes;
    }

    /**
     * Takes a flow of the host into its state, and fills the columns.
     *
     * @return whether the peer is new to the host
     */
    boolean update(
            PackedState state, FlowMeasures flow, long peer, long nowMicros, long streamMicros, FeatureVector out) {
        double flowsBefore = state.getFloat(PackedState.FLOWS_AT);
        long lastMicros = state.getLong(PackedState.LAST_MICROS_AT);
        double size = flow.sourceBytes + flow.destinationBytes;
        double sizeBefore = meanSize(state, 3);
        double spreadBefore = spreadOfSize(state, 3);
        state.setLong(PackedState.LAST_MICROS_AT, damping.advance(lastMicros, nowMicros, streamMicros));
        state.setFloat(PackedState.FLOWS_AT, flowsBefore + 1);
        boolean newPeer = RecentSet.add(state.bytes(), PEERS_AT, peersBytes, peer);
        boolean newPort = RecentSet.add(state.bytes(), PORTS_AT, PORTS_BYTES, flow.port);
        measure(flow, size, newPeer, newPort);
        for (int s = 0; s < Damping.SCALES; s++) {
            for (int sum = 0; sum < SUMS; sum++) {
                int at = at(s, sum);
                state.setFloat(at, state.getFloat(at) * damping.factor(s) + amounts[sum]);
            }
        }
        columns.fillNovelty(out, newPeer, newPort, flowsBefore, (nowMicros - lastMicros) / 1e6);
        columns.fillBytesDeviation(out, flowsBefore, size - sizeBefore, spreadBefore);
        fillSums(state, out);
        if (damping.isLate()) {
            takeBackWhatIsGone(state);
        }
        return newPeer;
    }

    private void measure(FlowMeasures flow, double size, boolean newPeer, boolean newPort) {
        boolean isContact = flow.failed || newPeer || newPort;
        flow.contact |= isContact;
        amounts[COUNT] = 1;
        amounts[FAILED] = flow.failed ? 1 : 0;
        amounts[SOURCE_BYTES] = flow.sourceBytes;
        amounts[DESTINATION_BYTES] = flow.destinationBytes;
        amounts[SIZE_SQUARED] = size * size;
        amounts[NEW_PEERS] = newPeer ? 1 : 0;
        amounts[NEW_PORTS] = newPort ? 1 : 0;
        amounts[CONTACTS] = isContact ? 1 : ROUTINE;
        amounts[PROBES] = flow.failed && (newPeer || newPort) ? 1 : 0;
    }

    /** Its own columns a late flow sees in full; what is kept of it is what is left by now. */
    private void takeBackWhatIsGone(PackedState state) {
        for (int s = 0; s < Damping.SCALES; s++) {
            for (int sum = 0; sum < SUMS; sum++) {
                int at = at(s, sum);
                state.setFloat(at, state.getFloat(at) - (1 - damping.weight(s)) * amounts[sum]);
            }
        }
    }

    private void fillSums(PackedState state, FeatureVector out) {
        for (int s = 0; s < Damping.SCALES; s++) {
            double count = sum(state, s, COUNT);
            columns.fillScale(
                    out,
                    s,
                    count * scale,
                    sum(state, s, FAILED) / sum(state, s, CONTACTS),
                    sum(state, s, NEW_PEERS) / count,
                    sum(state, s, NEW_PORTS) / sum(state, s, CONTACTS));
            columns.fillSizes(out, s, sum(state, s, SOURCE_BYTES) / count, sum(state, s, DESTINATION_BYTES) / count);
        }
        columns.fillFan(out, sum(state, 1, NEW_PEERS) * scale, sum(state, 1, NEW_PORTS) * scale);
        columns.fillProbes(out, sum(state, 1, PROBES) * scale);
        columns.fillBurst(
                out, sum(state, 0, COUNT) / Damping.SCALE_SECONDS[0], sum(state, 3, COUNT) / Damping.SCALE_SECONDS[3]);
    }

    private static double meanSize(PackedState state, int s) {
        double count = sum(state, s, COUNT);
        return count > 0 ? (sum(state, s, SOURCE_BYTES) + sum(state, s, DESTINATION_BYTES)) / count : 0;
    }

    private static double spreadOfSize(PackedState state, int s) {
        double count = sum(state, s, COUNT);
        double mean = meanSize(state, s);
        return count > 0 ? Math.sqrt(Math.max(0, sum(state, s, SIZE_SQUARED) / count - mean * mean)) : 0;
    }

    private static double sum(PackedState state, int s, int sum) {
        return state.getFloat(at(s, sum));
    }

    private static int at(int s, int sum) {
        return PackedState.DAMPED_AT + Float.BYTES * (s * SUMS + sum);
    }
}
