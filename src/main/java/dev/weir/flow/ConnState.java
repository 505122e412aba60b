package dev.weir.flow;

/** How a connection went, in Zeek's {@code conn_state} vocabulary, and the two cases outside of it. */
public enum ConnState {
    /** The record does not say. */
    ABSENT(false),
    /** Attempt seen, no reply. */
    S0(true),
    /** Established, not ended. */
    S1(false),
    /** Normal establishment and end. */
    SF(false),
    /** Attempt rejected. */
    REJ(true),
    /** Established, close attempt by the originator seen, no reply. */
    S2(false),
    /** Established, close attempt by the responder seen, no reply. */
    S3(false),
    /** Established, originator aborted. */
    RSTO(false),
    /** Responder sent a reset. */
    RSTR(true),
    /** Originator sent SYN and then reset, no SYN-ACK seen. */
    RSTOS0(true),
    /** Responder sent SYN-ACK and then reset, no SYN seen. */
    RSTRH(true),
    /** Originator sent SYN and then FIN, no SYN-ACK seen. */
    SH(true),
    /** Responder sent SYN-ACK and then FIN, no SYN seen. */
    SHR(false),
    /** Midstream traffic. */
    OTH(false),
    /** A word outside Zeek's vocabulary. */
    OTHER(false);

    private static final ConnState[] ALL = values();

    private final boolean failed;

    ConnState(boolean failed) {
        this.failed = failed;
    }

    /** Whether the attempt came to nothing: unanswered, refused or reset. */
    public boolean failed() {
        return failed;
    }

    /** A small number for packed forms, from 0; states are only ever added at the end. */
    @SuppressWarnings("EnumOrdinal") // the order is the packed form
    public byte code() {
        return (byte) ordinal();
    }

    /** @throws ArrayIndexOutOfBoundsException if no state has the code */
    public static ConnState ofCode(byte code) {
        return ALL[code];
    }

    /** The state of a word as sensors write it; {@link #OTHER} for a word Zeek does not use, {@link #ABSENT} for none. */
    public static ConnState ofWord(String word) {
        return switch (word) {
            case "" -> ABSENT;
            case "S0" -> S0;
            case "S1" -> S1;
            case "SF" -> SF;
            case "REJ" -> REJ;
            case "S2" -> S2;
            case "S3" -> S3;
            case "RSTO" -> RSTO;
            case "RSTR" -> RSTR;
            case "RSTOS0" -> RSTOS0;
            case "RSTRH" -> RSTRH;
            case "SH" -> SH;
            case "SHR" -> SHR;
            case "OTH" -> OTH;
            default -> OTHER;
        };
    }
}
