package dev.weir.fold.trust;

import dev.weir.encoding.Encodings;
import dev.weir.encoding.Example;
import dev.weir.encoding.PackedFlow;
import dev.weir.flow.Verdict;
import dev.weir.model.DamagedModelException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The last verdicts on which trusted teachers and the model agreed, as many benign as malicious: what the model must go on to get
 * right. Not thread-safe.
 */
final class Panel {
    static final int MOST_OF_A_KIND = 24;

    private static final int LEAST = 24;
    private static final double MOST_LOSS = 3;

    private final Deque<Agreed> benign = new ArrayDeque<>();
    private final Deque<Agreed> malicious = new ArrayDeque<>();
    /** Null until they are asked for. */
    private @Nullable Sides sides;

    /** A flow, in the form in which it came, and as the model sees it. */
    private record Agreed(@Nullable PackedFlow packed, Example example) {}

    /** @param lesson kept: its example does not change any more */
    void add(Taught lesson) {
        Deque<Agreed> kind = lesson.verdict() == Verdict.MALICIOUS ? malicious : benign;
        if (kind.size() == MOST_OF_A_KIND) {
            kind.removeFirst();
        }
        kind.addLast(new Agreed(lesson.packed(), lesson.example()));
        sides = null;
    }

    Sides sides() {
        if (sides == null) {
            sides = new Sides(flows(benign), flows(malicious));
        }
        return sides;
    }

    private static List<Example> flows(Deque<Agreed> kind) {
        return kind.stream().map(Agreed::example).toList();
    }

    /** Whether there are enough to tell a regression from chance. */
    boolean isTelling() {
        return benign.size() + malicious.size() >= LEAST;
    }

    /** The mean log loss of a model on them, both kinds weighing the same; 0 = never wrong, {@value #MOST_LOSS} at most. */
    double loss(ToDoubleFunction<Example> logit) {
        double sum = 0;
        int kinds = 0;
        for (Deque<Agreed> kind : List.of(benign, malicious)) {
            double ofKind = 0;
            for (Agreed agreed : kind) {
                double towards = logit.applyAsDouble(agreed.example()) * (kind == malicious ? 1 : -1);
                ofKind += Math.min(MOST_LOSS, StrictMath.log1p(StrictMath.exp(-towards)));
            }
            sum += kind.isEmpty() ? 0 : ofKind / kind.size();
            kinds += kind.isEmpty() ? 0 : 1;
        }
        return kinds == 0 ? 0 : sum / kinds;
    }

    void write(DataOutputStream out) throws IOException {
        write(benign, out);
        write(malicious, out);
    }

    private static void write(Deque<Agreed> kind, DataOutputStream out) throws IOException {
        out.writeInt(kind.size());
        for (Agreed agreed : kind) {
            writeFlow(agreed.packed(), agreed.example(), out);
        }
    }

    /** @throws DamagedModelException if it was not written by {@link #write} */
    static Panel read(DataInputStream in) throws IOException {
        Panel panel = new Panel();
        read(panel.benign, in);
        read(panel.malicious, in);
        return panel;
    }

    private static void read(Deque<Agreed> kind, DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_OF_A_KIND) {
            throw new DamagedModelException("the model has " + count + " verdicts of a kind to be tried on");
        }
        for (int i = 0; i < count; i++) {
            PackedFlow packed = readPacked(in);
            kind.addLast(new Agreed(packed, readExample(packed, in)));
        }
    }

    /** Writes a flow in a hundred bytes, or with all its pairs where it came so. */
    static void writeFlow(@Nullable PackedFlow packed, Example example, DataOutputStream out) throws IOException {
        byte[] bytes = packed == null ? new byte[0] : packed.bytes();
        out.writeShort(bytes.length);
        out.write(bytes);
        if (packed == null) {
            out.writeInt(example.size());
            for (int i = 0; i < example.size(); i++) {
                out.writeInt(example.index(i));
                out.writeFloat(example.value(i));
            }
        }
    }

    /** The first half of what {@link #writeFlow} wrote; null if the pairs follow. */
    static @Nullable PackedFlow readPacked(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        return bytes.length == 0 ? null : PackedFlow.ofBytes(bytes);
    }

    /** The other half. */
    static Example readExample(@Nullable PackedFlow packed, DataInputStream in) throws IOException {
        if (packed != null) {
            return Encodings.unpack(packed);
        }
        int size = in.readInt();
        if (size < 0 || size > in.available()) {
            throw new DamagedModelException("a flow that the model keeps is cut short");
        }
        Example example = new Example(size);
        for (int i = 0; i < size; i++) {
            int index = in.readInt();
            example.add(index, in.readFloat());
        }
        return example;
    }
}
