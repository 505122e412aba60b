package dev.weir.fold.trust;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The lessons that wait until a second teacher gives the same verdict on the same flow, or on one that looks the same to the model.
 * {@value #MOST} at most; then the oldest lapses. Not thread-safe.
 */
final class SecondOpinions {
    static final int MOST = 128;

    private final Deque<Taught> waiting = new ArrayDeque<>();
    private long seconded;
    private long contradicted;
    private long lapsed;

    void await(Taught lesson) {
        waiting.addLast(lesson);
        if (waiting.size() > MOST) {
            waiting.removeFirst();
            lapsed++;
        }
    }

    /**
     * Ends the waiting of all lessons that a verdict of another teacher answers.
     *
     * @return those that it bears out, in the order in which they came
     */
    List<Taught> answeredBy(Taught lesson) {
        List<Taught> borneOut = new ArrayList<>();
        for (Iterator<Taught> all = waiting.iterator(); all.hasNext(); ) {
            Taught one = all.next();
            if (!one.teacher().equals(lesson.teacher()) && one.looksLike(lesson)) {
                all.remove();
                if (one.verdict() == lesson.verdict()) {
                    borneOut.add(one);
                } else {
                    contradicted++;
                }
            }
        }
        seconded += borneOut.size();
        return borneOut;
    }

    /** Ends the waiting of what a teacher said before, and now takes back; tells whether it waited. */
    boolean takenBackBy(Taught correction) {
        return waiting.removeIf(one -> one.teacher().equals(correction.teacher())
                && one.verdict() != correction.verdict()
                && one.looksLike(correction));
    }

    /** Those that wait and came at an offset or later. */
    List<Taught> since(long offset) {
        return waiting.stream().filter(lesson -> lesson.offset() >= offset).toList();
    }

    boolean isAwaited() {
        return !waiting.isEmpty();
    }

    Quorum count() {
        return new Quorum(waiting.size(), seconded, contradicted, lapsed);
    }

    /** Whether no lesson ever waited. */
    boolean isEmpty() {
        return count().equals(Quorum.NONE);
    }

    void write(DataOutputStream out) throws IOException {
        LessonBytes.write(waiting, out);
        out.writeLong(seconded);
        out.writeLong(contradicted);
        out.writeLong(lapsed);
    }

    /** @throws IllegalArgumentException if it was not written by {@link #write} */
    static SecondOpinions read(DataInputStream in) throws IOException {
        SecondOpinions read = new SecondOpinions();
        read.waiting.addAll(LessonBytes.read(in, MOST));
        Quorum counted = new Quorum(read.waiting.size(), in.readLong(), in.readLong(), in.readLong());
        read.seconded = counted.seconded();
        read.contradicted = counted.contradicted();
        read.lapsed = counted.lapsed();
        return read;
    }
}
