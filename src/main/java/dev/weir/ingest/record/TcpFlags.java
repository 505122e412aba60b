package dev.weir.ingest.record;

import dev.weir.flow.ConnState;

/** Tells how a TCP connection went, in Zeek's words, from the flags that each side sent. */
public final class TcpFlags {
    public static final int FIN = 0x01;
    public static final int SYN = 0x02;
    public static final int RST = 0x04;

    private TcpFlags() {}

    /** The state of a connection of which all flags of both sides are known, 0 for a side that sent nothing. */
    public static ConnState state(int source, int destination) {
        if (!has(source, SYN)) {
            return withoutAttempt(destination);
        }
        if (!has(destination, SYN)) {
            return unanswered(source, destination);
        }
        if (has(destination, RST)) {
            return ConnState.RSTR;
        }
        if (has(source, RST)) {
            return ConnState.RSTO;
        }
        if (has(source, FIN)) {
            return has(destination, FIN) ? ConnState.SF : ConnState.S2;
        }
        return has(destination, FIN) ? ConnState.S3 : ConnState.S1;
    }

    private static ConnState withoutAttempt(int destination) {
        if (!has(destination, SYN)) {
            return ConnState.OTH;
        }
        if (has(destination, RST)) {
            return ConnState.RSTRH;
        }
        return has(destination, FIN) ? ConnState.SHR : ConnState.OTH;
    }

    private static ConnState unanswered(int source, int destination) {
        if (has(destination, RST)) {
            return ConnState.REJ;
        }
        if (has(source, RST)) {
            return ConnState.RSTOS0;
        }
        return has(source, FIN) ? ConnState.SH : ConnState.S0;
    }

    private static boolean has(int flags, int flag) {
        return (flags & flag) != 0;
    }
}
