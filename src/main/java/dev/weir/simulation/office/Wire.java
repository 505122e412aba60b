package dev.weir.simulation.office;

import dev.weir.flow.ConnState;
import dev.weir.flow.Protocol;

/** What a sensor would count for a connection of a given state: a refused one has no payload, an unanswered one no reply. */
final class Wire {
    private static final double BYTES_PER_PACKET = 1_380;
    private static final double BYTES_PER_DATAGRAM = 1_150;
    /** Seconds from the first attempt to the last, for so many attempts, as the usual systems space them. */
    private static final double[] RETRY_SECONDS = {0, 0, 1.0, 3.0, 7.0, 15.0, 31.0};

    private final Dice dice;
    private double seconds;
    private long sourceBytes;
    private long destinationBytes;
    private long sourcePackets;
    private long destinationPackets;

    Wire(Dice dice) {
        this.dice = dice;
    }

    void measure(int protocol, ConnState state, double duration, long up, long down, double roundTripSeconds) {
        seconds = Math.max(duration, roundTripSeconds);
        sourceBytes = up;
        destinationBytes = down;
        if (protocol == Protocol.TCP) {
            measureTcp(state, roundTripSeconds);
        } else {
            measureDatagrams(state);
        }
        seconds = sourcePackets + destinationPackets <= 1 ? Double.NaN : Math.rint(seconds * 1e6) / 1e6;
    }

    private void measureTcp(ConnState state, double roundTripSeconds) {
        switch (state) {
            case S0 -> unanswered();
            case REJ -> refused(roundTripSeconds);
            case RSTOS0, SH -> oneSided(dice.run(0.3, 4) + 1L, 0, roundTripSeconds);
            case RSTRH, SHR -> oneSided(0, dice.run(0.3, 4), roundTripSeconds);
            case OTH -> midstream(roundTripSeconds);
            default -> established();
        }
    }

    private void established() {
        int spare = dice.below(3);
        sourcePackets =
                3 + spare + packets(sourceBytes, BYTES_PER_PACKET) + packets(destinationBytes, 2.2 * BYTES_PER_PACKET);
        destinationPackets =
                2 + spare + packets(destinationBytes, BYTES_PER_PACKET) + packets(sourceBytes, 2.2 * BYTES_PER_PACKET);
    }

    private void unanswered() {
        int attempts = dice.run(0.42, RETRY_SECONDS.length - 1);
        seconds = RETRY_SECONDS[attempts] * dice.between(0.98, 1.04);
        forgetPayload();
        sourcePackets = attempts;
        destinationPackets = 0;
    }

    private void refused(double roundTripSeconds) {
        int attempts = dice.run(0.25, 3);
        seconds = (attempts - 1) * 0.51 + roundTripSeconds;
        forgetPayload();
        sourcePackets = attempts;
        destinationPackets = attempts;
    }

    private void oneSided(long sent, long received, double roundTripSeconds) {
        seconds = roundTripSeconds * dice.between(0.1, 3);
        forgetPayload();
        sourcePackets = sent;
        destinationPackets = received;
    }

    private void midstream(double roundTripSeconds) {
        seconds = dice.chance(0.2) ? seconds : roundTripSeconds * dice.between(0.5, 3);
        sourceBytes = Math.min(sourceBytes, 31L * dice.count(0, 3));
        destinationBytes = Math.min(destinationBytes, 31L * dice.count(0, 3));
        sourcePackets = dice.count(0, 4);
        destinationPackets = dice.count(1, 4);
    }

    private void measureDatagrams(ConnState state) {
        if (state == ConnState.S0) {
            int attempts = dice.run(0.4, 3);
            seconds = (attempts - 1) * dice.between(1.0, 5.0);
            sourceBytes *= attempts;
            destinationBytes = 0;
            sourcePackets = Math.max(attempts, packets(sourceBytes, BYTES_PER_DATAGRAM));
            destinationPackets = 0;
            return;
        }
        sourceBytes = state == ConnState.SHR ? 0 : sourceBytes;
        sourcePackets = state == ConnState.SHR ? 0 : Math.max(1, packets(sourceBytes, BYTES_PER_DATAGRAM));
        destinationPackets = destinationBytes == 0 ? 0 : packets(destinationBytes, BYTES_PER_DATAGRAM);
    }

    private void forgetPayload() {
        sourceBytes = 0;
        destinationBytes = 0;
    }

    private static long packets(long bytes, double bytesPerPacket) {
        return (long) Math.ceil(bytes / bytesPerPacket);
    }

    double durationSeconds() {
        return seconds;
    }

    long sourceBytes() {
        return sourceBytes;
    }

    long destinationBytes() {
        return destinationBytes;
    }

    long sourcePackets() {
        return sourcePackets;
    }

    long destinationPackets() {
        return destinationPackets;
    }

    boolean sawPayload() {
        return sourceBytes + destinationBytes > 0;
    }
}
