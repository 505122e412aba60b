package dev.weir.fold.trust;

import dev.weir.encoding.Example;
import dev.weir.flow.Verdict;
import dev.weir.model.DamagedModelException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * The last verdicts that the model did not bear out, in case another teacher does. Flows are the same here if the model sees them
 * alike. Not thread-safe.
 */
final class Disputes {
    private static final int MOST = 64;

    private final Deque<Dispute> open = new ArrayDeque<>();

    private record Dispute(long flow, String teacher, boolean malicious) {
        boolean isBorneOutBy(long otherFlow, String other, boolean otherMalicious) {
            return flow == otherFlow && malicious == otherMalicious && !teacher.equals(other);
        }
    }

    void open(String teacher, Example flow, Verdict verdict) {
        if (open.size() == MOST) {
            open.removeFirst();
        }
        open.addLast(new Dispute(likeness(flow), teacher, verdict == Verdict.MALICIOUS));
    }

    /** Closes the dispute over a flow that looks the same if another teacher now says the same; tells who was right. */
    Optional<String> close(String teacher, Example flow, Verdict verdict) {
        if (open.isEmpty()) {
            return Optional.empty();
        }
        long likeness = likeness(flow);
        for (Iterator<Dispute> all = open.iterator(); all.hasNext(); ) {
            Dispute dispute = all.next();
            if (dispute.isBorneOutBy(likeness, teacher, verdict == Verdict.MALICIOUS)) {
                all.remove();
                return Optional.of(dispute.teacher());
            }
        }
        return Optional.empty();
    }

    /** Whether another teacher said the same of a flow that looks the same, and the model did not bear it out. */
    boolean isForerun(String teacher, Example flow, Verdict verdict) {
        long likeness = open.isEmpty() ? 0 : likeness(flow);
        return open.stream().anyMatch(one -> one.isBorneOutBy(likeness, teacher, verdict == Verdict.MALICIOUS));
    }

    private static long likeness(Example flow) {
        long hash = flow.size();
        for (int i = 0; i < flow.size(); i++) {
            long pair = ((long) flow.index(i) << Integer.SIZE) | (Float.floatToIntBits(flow.value(i)) & 0xffff_ffffL);
            hash = Long.rotateLeft((hash ^ pair) * 0x9e37_79b9_7f4a_7c15L, 29);
        }
        return hash;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(open.size());
        for (Dispute dispute : open) {
            out.writeLong(dispute.flow());
            out.writeUTF(dispute.teacher());
            out.writeBoolean(dispute.malicious());
        }
    }

    /** @throws DamagedModelException if it was not written by {@link #write} */
    static Disputes read(DataInputStream in) throws IOException {
        Disputes disputes = new Disputes();
        int count = in.readInt();
        if (count < 0 || count > MOST) {
            throw new DamagedModelException("the model knows " + count + " disputes; there can be " + MOST);
        }
        for (int i = 0; i < count; i++) {
            disputes.open.addLast(new Dispute(in.readLong(), in.readUTF(), in.readBoolean()));
        }
        return disputes;
    }
}
