package dev.weir.checkpoint;

import dev.weir.flow.FlowId;
import dev.weir.fold.Ledger;
import dev.weir.fold.Selection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A {@link Ledger} as bytes. They are sealed, so reading trusts them. */
final class LedgerBytes {
    private LedgerBytes() {}

    static byte[] write(Ledger ledger) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(ledger.unlearnings().size());
            for (Ledger.Unlearning unlearning : ledger.unlearnings()) {
                out.writeLong(unlearning.offset());
                out.writeLong(unlearning.takenBackAt());
                write(unlearning.lessons(), out);
            }
            out.writeInt(ledger.rollBacks().size());
            for (Map.Entry<Long, Long> rollBack : ledger.rollBacks().entrySet()) {
                out.writeLong(rollBack.getKey());
                out.writeLong(rollBack.getValue());
            }
            out.writeInt(ledger.refused().size());
            for (long offset : ledger.refused()) {
                out.writeLong(offset);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    static Ledger read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            List<Ledger.Unlearning> unlearnings = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                long offset = in.readLong();
                long takenBackAt = in.readLong();
                unlearnings.add(new Ledger.Unlearning(offset, selection(in), takenBackAt));
            }
            TreeMap<Long, Long> rollBacks = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                long offset = in.readLong();
                rollBacks.put(offset, in.readLong());
            }
            TreeSet<Long> refused = new TreeSet<>();
            for (int left = in.readInt(); left > 0; left--) {
                refused.add(in.readLong());
            }
            return new Ledger(unlearnings, rollBacks, refused);
        } catch (IOException e) {
            throw new UncheckedIOException("a ledger is cut short", e);
        }
    }

    private static void write(Selection lessons, DataOutputStream out) throws IOException {
        out.writeLong(lessons.from());
        out.writeLong(lessons.to());
        write(lessons.analyst(), out);
        write(lessons.since(), out);
        write(lessons.until(), out);
        write(lessons.flowId() == null ? null : lessons.flowId().value(), out);
    }

    private static Selection selection(DataInputStream in) throws IOException {
        long from = in.readLong();
        long to = in.readLong();
        String analyst = text(in);
        Instant since = instant(in);
        Instant until = instant(in);
        String flow = text(in);
        return new Selection(from, to, analyst, since, until, flow == null ? null : new FlowId(flow));
    }

    private static void write(@Nullable String text, DataOutputStream out) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static @Nullable String text(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }

    private static void write(@Nullable Instant time, DataOutputStream out) throws IOException {
        out.writeBoolean(time != null);
        if (time != null) {
            out.writeLong(time.toEpochMilli());
        }
    }

    private static @Nullable Instant instant(DataInputStream in) throws IOException {
        return in.readBoolean() ? Instant.ofEpochMilli(in.readLong()) : null;
    }
}
