package dev.weir.ingest.argus;

import dev.weir.flow.ConnState;
import dev.weir.flow.Flow;
import dev.weir.flow.Host;
import dev.weir.flow.Label;
import dev.weir.flow.Printable;
import dev.weir.flow.Protocol;
import dev.weir.flow.Verdict;
import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.Columns;
import dev.weir.ingest.record.FieldParser;
import dev.weir.ingest.record.FlowDraft;
import dev.weir.ingest.record.Format;
import dev.weir.ingest.record.Meaning;
import dev.weir.ingest.record.RawRecord;
import dev.weir.ingest.record.TcpFlags;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bidirectional flows printed by Argus' clients, such as the binetflow files of CTU: separated by commas or tabs. */
public final class ArgusFormat extends Format {
    private static final int MAX_CATEGORY = 128;
    private static final Columns COLUMNS =
            Columns.PLAIN.with(Meaning.ID).with(Meaning.STATE).with(Meaning.CATEGORY, Column.LABEL);

    public ArgusFormat() {
        super("argus", COLUMNS);
    }

    @Override
    public String foundBy() {
        return "a header with `SrcAddr`, `DstAddr` and `Dir`, or lines in the order of binetflow";
    }

    @Override
    public String cannotTell() {
        return "the service; who opened a flow, where `Dir` is `<?>`; packets of each side, where `SrcPkts` is not printed";
    }

    @Override
    public boolean tells(Meaning meaning) {
        return meaning == Meaning.STATE || super.tells(meaning);
    }

    @Override
    public boolean claims(RawRecord raw) {
        return isFamily(raw) && !isManagement(raw);
    }

    private static boolean isFamily(RawRecord raw) {
        return raw.seen(Column.DIRECTION)
                && raw.seen(Column.OTHER_SRC_IP)
                && (raw.seen(Column.TOTAL_BYTES) || raw.seen(Column.START));
    }

    /** What a sensor says of itself, at the start, now and then, and at the end. */
    private static boolean isManagement(RawRecord raw) {
        return raw.is(Column.PROTO, "man");
    }

    @Override
    public @Nullable String refusal(RawRecord raw) {
        return isFamily(raw) && isManagement(raw) ? "is a record in which Argus tells of itself" : null;
    }

    @Override
    public void complete(RawRecord raw, FieldParser fields, FlowDraft draft) {
        draft.subtractSourceFrom(
                fields.whole(raw, Column.TOTAL_BYTES, Long.MAX_VALUE),
                fields.whole(raw, Column.TOTAL_PACKETS, Long.MAX_VALUE));
        draft.sourcePort = port(raw, Column.OTHER_SRC_PORT, draft.sourcePort);
        draft.destinationPort = port(raw, Column.OTHER_DST_PORT, draft.destinationPort);
        if (raw.has(Column.STATE)) {
            draft.state = state(raw.text(Column.STATE), draft.protocol);
        }
        if (raw.is(Column.DIRECTION, "<-") || raw.is(Column.DIRECTION, "<?")) {
            turn(draft);
        }
        if (raw.has(Column.LABEL) && draft.label.verdict().isEmpty()) {
            draft.label = label(raw.text(Column.LABEL));
        }
    }

    /** Argus writes types and codes of ICMP as hexadecimal ports. */
    private static int port(RawRecord raw, Column column, int port) {
        if (port != Flow.ABSENT || raw.length(column) < 3 || raw.length(column) > 6) {
            return port;
        }
        String text = raw.text(column);
        if (!text.matches("0x[0-9a-fA-F]{1,4}")) {
            return port;
        }
        return Integer.parseInt(text.substring(2), 16);
    }

    /** Argus' state is what it saw of both sides, {@code flags_flags} for TCP, or a word. */
    private static ConnState state(String text, int protocol) {
        int split = text.indexOf('_');
        if (protocol == Protocol.TCP && split >= 0) {
            return TcpFlags.state(flags(text.substring(0, split)), flags(text.substring(split + 1)));
        }
        return switch (text) {
            case "INT", "REQ", "ECO" -> ConnState.S0;
            case "CON", "ACC", "ECR" -> protocol == Protocol.TCP ? ConnState.S1 : ConnState.SF;
            case "FIN", "CLO" -> ConnState.SF;
            case "RST" -> ConnState.RSTR;
            case "URP", "URH", "URN", "URF", "URFIL" -> ConnState.OTH;
            default -> ConnState.OTH;
        };
    }

    private static int flags(String letters) {
        int flags = 0;
        flags |= letters.indexOf('F') >= 0 ? TcpFlags.FIN : 0;
        flags |= letters.indexOf('S') >= 0 ? TcpFlags.SYN : 0;
        flags |= letters.indexOf('R') >= 0 ? TcpFlags.RST : 0;
        return flags;
    }

    private static void turn(FlowDraft draft) {
        Host source = draft.source;
        draft.source = draft.destination;
        draft.destination = source;
        int port = draft.sourcePort;
        draft.sourcePort = draft.destinationPort;
        draft.destinationPort = port;
        long bytes = draft.sourceBytes;
        draft.sourceBytes = draft.destinationBytes;
        draft.destinationBytes = bytes;
        long packets = draft.sourcePackets;
        draft.sourcePackets = draft.destinationPackets;
        draft.destinationPackets = packets;
    }

    /** The labels of CTU's captures, such as {@code flow=From-Botnet-V42-TCP-Attempt}; background is neither. */
    private static Label label(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String category = Printable.escape(text.startsWith("flow=") ? text.substring(5) : text, MAX_CATEGORY);
        if (lower.contains("background")) {
            return new Label(Optional.empty(), category);
        }
        if (lower.contains("botnet")
                || lower.contains("malicious")
                || lower.contains("malware")
                || lower.contains("attack")) {
            return new Label(Optional.of(Verdict.MALICIOUS), category);
        }
        boolean benign = lower.contains("normal") || lower.contains("benign");
        return new Label(benign ? Optional.of(Verdict.BENIGN) : Optional.empty(), category);
    }
}
