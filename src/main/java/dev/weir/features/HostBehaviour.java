package dev.weir.features;

/**
 * What one host has done of late in one role: damped counts over four time scales, and which peers and ports are new to it.
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
    private static final int SUMS = 7;
    private static final int PORTS_AT = PackedState.DAMPED_AT + Float.BYTES * SUMS * Damping.SCALES;
    private static final int PORTS_BYTES = 64;
    private static final int PEERS_AT = PORTS_AT + PORTS_BYTES;

    private final int peersBytes;
    private final double scale;
    private final HostColumns columns;
    private final Damping damping = new Damping();

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
    boolean update(PackedState state, FlowMeasures flow, long peer, long nowMicros, FeatureVector out) {
        double flowsBefore = state.getFloat(PackedState.FLOWS_AT);
        long lastMicros = state.getLong(PackedState.LAST_MICROS_AT);
        double size = flow.sourceBytes + flow.destinationBytes;
        double sizeBefore = meanSize(state, 3);
        double spreadBefore = spreadOfSize(state, 3);
        state.setLong(PackedState.LAST_MICROS_AT, damping.advance(lastMicros, nowMicros));
        state.setFloat(PackedState.FLOWS_AT, flowsBefore + 1);
        boolean newPeer = RecentSet.add(state.bytes(), PEERS_AT, peersBytes, peer);
        boolean newPort = RecentSet.add(state.bytes(), PORTS_AT, PORTS_BYTES, flow.port);
        for (int s = 0; s < Damping.SCALES; s++) {
            addTo(state, s, COUNT, 1);
            addTo(state, s, FAILED, flow.failed ? 1 : 0);
            addTo(state, s, SOURCE_BYTES, flow.sourceBytes);
            addTo(state, s, DESTINATION_BYTES, flow.destinationBytes);
            addTo(state, s, SIZE_SQUARED, size * size);
            addTo(state, s, NEW_PEERS, newPeer ? 1 : 0);
            addTo(state, s, NEW_PORTS, newPort ? 1 : 0);
        }
        columns.fillNovelty(out, newPeer, newPort, flowsBefore, (nowMicros - lastMicros) / 1e6);
        columns.fillBytesDeviation(out, flowsBefore, size - sizeBefore, spreadBefore);
        fillSums(state, out);
        return newPeer;
    }

    private void fillSums(PackedState state, FeatureVector out) {
        for (int s = 0; s < Damping.SCALES; s++) {
            double count = sum(state, s, COUNT);
            columns.fillScale(
                    out,
                    s,
                    count * scale,
                    sum(state, s, FAILED) / count,
                    sum(state, s, NEW_PEERS) / count,
                    sum(state, s, NEW_PORTS) / count);
            columns.fillSizes(out, s, sum(state, s, SOURCE_BYTES) / count, sum(state, s, DESTINATION_BYTES) / count);
        }
        columns.fillFan(out, sum(state, 1, NEW_PEERS) * scale, sum(state, 1, NEW_PORTS) * scale);
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

    private void addTo(PackedState state, int s, int sum, double amount) {
        int at = at(s, sum);
        state.setFloat(at, state.getFloat(at) * damping.factor(s) + amount);
    }

    private static double sum(PackedState state, int s, int sum) {
        return state.getFloat(at(s, sum));
    }

    private static int at(int s, int sum) {
        return PackedState.DAMPED_AT + Float.BYTES * (s * SUMS + sum);
    }
}
