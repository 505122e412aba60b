package dev.weir.ingest.record;

import dev.weir.flow.ConnState;

/** Tells how a TCP connection went, in Zeek's words, from the flags that each side sent. */
public final class TcpFlags {
    public static final int FIN = 0x01;
    public static final int SYN = 0x02;
    public static final int RST = 0x04;
    public static final int ACK = 0x10;
    /** Beside the flags of a sensor that does not tell those of every packet: that ACK is missing says nothing. */
    public static final int ACK_UNTOLD = 0x100;
    /** Stands for flags that are not known. */
    public static final int UNTOLD = -1;

    private static final String LETTERS = "FSRPAUECN";
    private static final int MOST = 0x1ff;

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

    /** Whether the side asked for a connection and, as far as it shows, never got an answer. */
    public static boolean isUnanswered(int flags) {
        return flags != UNTOLD && has(flags, SYN) && !has(flags, ACK) && !has(flags, ACK_UNTOLD);
    }

    /** Whether the flags are known and one is among them. */
    public static boolean isSet(int flags, int flag) {
        return flags != UNTOLD && has(flags, flag);
    }

    /** Reads flags as collectors write them: a number, {@code 0x} and a number, or letters such as {@code .AP.SF}. */
    static int read(char[] chars, int start, int length) {
        if (length == 0 || length > 2 * LETTERS.length()) {
            return UNTOLD;
        }
        boolean hex = length > 2 && chars[start] == '0' && chars[start + 1] == 'x';
        if (hex) {
            return number(chars, start + 2, length - 2, 16);
        }
        return Character.isDigit(chars[start]) ? number(chars, start, length, 10) : letters(chars, start, length);
    }

    static int number(char[] chars, int start, int length, int radix) {
        int number = 0;
        for (int i = start; i < start + length; i++) {
            int digit = Character.digit(chars[i], radix);
            number = number * radix + digit;
            if (digit < 0 || number > MOST) {
                return UNTOLD;
            }
        }
        return number & 0xff;
    }

    private static int letters(char[] chars, int start, int length) {
        int flags = 0;
        for (int i = start; i < start + length; i++) {
            int bit = LETTERS.indexOf(chars[i] == 'W' ? 'C' : chars[i]);
            if (bit < 0 && chars[i] != '.' && chars[i] != ' ') {
                return UNTOLD;
            }
            flags |= bit < 0 ? 0 : 1 << bit;
        }
        return flags & 0xff;
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
