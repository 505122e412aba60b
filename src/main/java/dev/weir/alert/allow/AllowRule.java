package dev.weir.alert.allow;

import dev.weir.alert.ThreatKind;
import dev.weir.flow.Flow;
import dev.weir.flow.Printable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is allowed on this network and is no alert: the authorised scanner, the backup that looks like a theft. It says
 * nothing of other hosts, and unlike a verdict it teaches nothing: a scan by another host is found as before.
 */
public final class AllowRule {
    /** The longest reason, in characters. */
    public static final int MAX_REASON_LENGTH = 200;

    private static final int MAX_HOST_LENGTH = 64;

    private final @Nullable AddressRange source;
    private final @Nullable AddressRange destination;
    private final int port;
    private final @Nullable ThreatKind kind;
    private final Instant until;
    private final String reason;

    /**
     * @param source address, range such as {@code 10.1.0.0/16}, or name of a host; null for any
     * @param destination the same for the host contacted
     * @param port destination port; {@link Flow#ABSENT} for any
     * @param kind only alerts of this kind; null for all
     * @param until from when on it no longer holds
     * @param reason why, 1 to {@value #MAX_REASON_LENGTH} characters
     * @throws IllegalArgumentException if it names neither source nor destination, or a value is outside its range
     */
    public AllowRule(
            @Nullable String source,
            @Nullable String destination,
            int port,
            @Nullable ThreatKind kind,
            Instant until,
            String reason) {
        if (source == null && destination == null) {
            throw new IllegalArgumentException(
                    "an allow rule must name a source or a destination, or it hides everything");
        }
        if (port < Flow.ABSENT || port > Flow.MAX_PORT) {
            throw new IllegalArgumentException("port must be 0 to " + Flow.MAX_PORT + ", got " + port);
        }
        if (!Printable.isText(reason)) {
            throw new IllegalArgumentException("reason must have no control or direction character");
        }
        checkHost("source", source);
        checkHost("destination", destination);
        if (reason.isBlank() || reason.length() > MAX_REASON_LENGTH) {
            throw new IllegalArgumentException(
                    "reason must have 1 to " + MAX_REASON_LENGTH + " characters, got " + reason.length());
        }
        this.source = source == null ? null : hosts(source);
        this.destination = destination == null ? null : hosts(destination);
        this.port = port;
        this.kind = kind;
        this.until = until;
        this.reason = reason;
    }

    private static AddressRange hosts(String text) {
        AddressRange range = AddressRange.parse(text);
        if (range.network() != null && range.bits() == 0) {
            throw new IllegalArgumentException(text + " is every address, and a rule for everything hides everything");
        }
        return range;
    }

    private static void checkHost(String what, @Nullable String host) {
        if (host != null && (host.isBlank() || host.length() > MAX_HOST_LENGTH || !Printable.isText(host))) {
            throw new IllegalArgumentException(what + " must have 1 to " + MAX_HOST_LENGTH + " printable characters");
        }
    }

    /** Whether the rule covers an alert as a reader of alerts knows it. */
    public boolean covers(String fromHost, String toHost, int toPort, String kindWord, Instant now) {
        return now.isBefore(until)
                && (port == Flow.ABSENT || port == toPort)
                && (kind == null || kind.word().equals(kindWord))
                && isIn(source, fromHost)
                && isIn(destination, toHost);
    }

    /** Whether the rule covers an alerting flow of this kind at this time. */
    public boolean covers(Flow flow, ThreatKind shown, Instant now) {
        return covers(flow.source().text(), flow.destination().text(), flow.destinationPort(), shown.word(), now);
    }

    private static boolean isIn(@Nullable AddressRange range, String host) {
        return range == null || range.contains(host);
    }

    /** As it was written; null for any. */
    public @Nullable String source() {
        return source == null ? null : source.text();
    }

    /** As it was written; null for any. */
    public @Nullable String destination() {
        return destination == null ? null : destination.text();
    }

    /** Destination port; {@link Flow#ABSENT} for any. */
    public int port() {
        return port;
    }

    /** The only kind of alert that it covers; null for all. */
    public @Nullable ThreatKind kind() {
        return kind;
    }

    /** From when on it no longer holds. */
    public Instant until() {
        return until;
    }

    /** Why. */
    public String reason() {
        return reason;
    }

    /**
     * Hosts that a rule speaks of: one by its name, or all addresses that begin alike, such as {@code 10.1.0.0/16} or {@code
     * 2001:db8::/32}. Names are never looked up.
     *
     * @param text as it was written
     * @param network the bytes of the address; null for a host by its name
     * @param bits how many of the first bits an address must share
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and never handed out
    record AddressRange(String text, byte @Nullable [] network, int bits) {
        private static final Pattern LITERAL =
                Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

        /** @throws IllegalArgumentException if the text has a slash and is no range of addresses */
        static AddressRange parse(String text) {
            int slash = text.indexOf('/');
            byte[] address = bytes(slash < 0 ? text : text.substring(0, slash));
            if (slash < 0) {
                return new AddressRange(text, address, address == null ? 0 : 8 * address.length);
            }
            String digits = text.substring(slash + 1);
            int bits = digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : -1;
            if (address == null || bits < 0 || bits > 8 * address.length) {
                throw new IllegalArgumentException("a range of addresses looks like 10.1.0.0/16 or 2001:db8::/32");
            }
            return new AddressRange(text, address, bits);
        }

        boolean contains(String host) {
            byte[] own = network;
            if (own == null || host.equals(text)) {
                return host.equals(text);
            }
            byte[] address = bytes(host);
            if (address == null || address.length != own.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >>> (bit & 7);
                if (((address[bit >>> 3] ^ own[bit >>> 3]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }

        /** The bytes of an address as it is written; null for anything else. */
        private static byte @Nullable [] bytes(String text) {
            if (!LITERAL.matcher(text).matches()) {
                return null;
            }
            try {
                return InetAddress.getByName(text).getAddress();
            } catch (UnknownHostException e) {
                return null;
            }
        }
    }
}
