package dev.weir.fold.trust;

import dev.weir.encoding.Example;
import dev.weir.encoding.PackedFlow;
import dev.weir.flow.Verdict;
import dev.weir.model.DamagedModelException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Writes and reads the lessons that a model keeps. What they were learned by is not kept: that is over, or comes with the next. */
final class LessonBytes {
    private LessonBytes() {}

    static void write(Collection<Taught> lessons, DataOutputStream out) throws IOException {
        out.writeInt(lessons.size());
        for (Taught lesson : lessons) {
            out.writeLong(lesson.offset());
            out.writeLong(lesson.atMillis());
            out.writeUTF(lesson.teacher());
            out.writeBoolean(lesson.verdict() == Verdict.MALICIOUS);
            writeText(lesson.category() == null ? "" : lesson.category(), out);
            out.writeBoolean(lesson.correction());
            Panel.writeFlow(lesson.packed(), lesson.example(), out);
        }
    }

    /** @throws DamagedModelException if they were not written by {@link #write}, or are more than there can be */
    static List<Taught> read(DataInputStream in, int most) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > most) {
            throw new DamagedModelException("the model has " + count + " lessons that wait");
        }
        List<Taught> lessons = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lessons.add(readLesson(in));
        }
        return lessons;
    }

    /** Of any length, and to the last character whatever it is. */
    private static void writeText(String text, DataOutputStream out) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }

    private static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available() / Character.BYTES) {
            throw new DamagedModelException("a kind of threat that waits is cut short");
        }
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(in.readChar());
        }
        return text.toString();
    }

    private static Taught readLesson(DataInputStream in) throws IOException {
        long offset = in.readLong();
        long atMillis = in.readLong();
        String teacher = in.readUTF();
        Verdict verdict = in.readBoolean() ? Verdict.MALICIOUS : Verdict.BENIGN;
        String category = readText(in);
        boolean isCorrection = in.readBoolean();
        PackedFlow packed = Panel.readPacked(in);
        Example example = Panel.readExample(packed, in);
        return new Taught(
                offset,
                atMillis,
                teacher,
                Weighing.HELD_BY_SURPRISE,
                packed,
                example,
                verdict,
                category.isEmpty() ? null : category,
                isCorrection);
    }
}
