package dev.weir.fold.trust;

import dev.weir.flow.Verdict;
import dev.weir.model.DamagedModelException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The records of all teachers, and how much the lesson of each counts. Depends on lessons alone, so it is equal wherever the same
 * ones are learned. Not thread-safe.
 *
 * <p>A verdict is judged by the model as it was before it, where that was sure: it bears the verdict out or not. All teachers
 * together make the model, so that is their consensus. Where traffic is unclear or new, the verdicts of all disagree with it now and
 * then; so a teacher is held against the others, not against perfection. With {@code n} judged verdicts, {@code d} of them not borne
 * out, and a share {@code q} of such verdicts among those of the others, {@code z = (d - nq) / sqrt(nq(1-q) + 1)} says how far that is
 * from chance, and trust is {@code exp(-0.7 (z - 1))}, 1 at most and {@value #LEAST_TRUST} at least. Who teaches alone is trusted.
 *
 * <p>A verdict that was not borne out is redressed when another teacher says the same of a flow that looks the same: then both count as
 * borne out, since the model was what was wrong.
 *
 * <p>Trust is lost in some ten wrong verdicts, since about a hundred are remembered, and won back as slowly. It is never 0, so what
 * all believe can still be changed by one who is right, but only with patience or with a second teacher who says the same.
 */
final class Teachers {
    static final float LEAST_TRUST = 0.02f;

    /** Beyond so many, others have one record together. */
    static final int MOST = 64;

    private static final String OTHERS = "\nothers";

    /** The model is asked from so many lessons on. */
    private static final long FIRST_JUDGED = 20;
    /** How sure it must be: a probability below a quarter or above three. */
    private static final double SURE_LOGIT = 1;

    private static final double STEEPNESS = 0.7;
    /** As if the others had so many verdicts more, one of them not borne out. */
    private static final double PRIOR_VERDICTS = 20;

    /** So many lessons of a teacher and day count in full, of more each counts less. */
    private static final double LESSONS_IN_FULL = 1_000;

    private static final double LEAST_TO_AGREE = 0.5;

    /** Who has fewer judged verdicts is no second teacher. */
    private static final double LEAST_TO_SECOND = 5;
    /** Nor is who was silent for so many days. */
    private static final long LAST_HEARD_DAYS = 30;

    private final NavigableMap<String, TeacherRecord> records = new TreeMap<>();
    private Disputes disputes = new Disputes();

    /** How much the next lesson of a teacher counts, above 0 and up to 1. */
    float importance(String teacher, long atMillis) {
        String known = known(teacher);
        if (isAlone(teacher)) {
            return 1;
        }
        long before = record(known).lessonsOn(atMillis);
        double ofDay = before < LESSONS_IN_FULL ? 1 : LESSONS_IN_FULL / (before + 1);
        return (float) Math.max(LEAST_TRUST, trust(known) * ofDay);
    }

    /** How much a teacher is believed, from {@value #LEAST_TRUST} to 1. */
    double trust(String teacher) {
        TeacherRecord own = record(known(teacher));
        double agreed = -own.agreed();
        double disagreed = -own.disagreed();
        for (TeacherRecord record : records.values()) {
            agreed += record.agreed();
            disagreed += record.disagreed();
        }
        if (agreed + disagreed < 1) {
            return 1;
        }
        double share = Math.max(0, disagreed + 1) / (agreed + disagreed + PRIOR_VERDICTS);
        double expected = own.judged() * share;
        double z = (own.disagreed() - expected) / Math.sqrt(expected * (1 - share) + 1);
        return Math.max(LEAST_TRUST, Math.min(1, StrictMath.exp(-STEEPNESS * (z - 1))));
    }

    /**
     * Takes down a lesson.
     *
     * @param lesson as it was learned
     * @param logit what the model said of the flow before
     * @param lessons how many had made the model
     * @return what it says of the model, if the model was sure before and the teacher is believed
     */
    Judgement taught(Taught lesson, double logit, long lessons) {
        String teacher = known(lesson.teacher());
        TeacherRecord record = record(teacher).withLesson(lesson.atMillis());
        Optional<String> forerunner = disputes.close(teacher, lesson.example(), lesson.verdict());
        forerunner.ifPresent(right -> records.computeIfPresent(right, (name, of) -> of.withRedress()));
        boolean isJudged = lessons >= FIRST_JUDGED && Math.abs(logit) >= SURE_LOGIT;
        boolean isBorneOut = logit > 0 == (lesson.verdict() == Verdict.MALICIOUS);
        if (isJudged) {
            record = record.withVerdict(isBorneOut || forerunner.isPresent());
            if (!isBorneOut && forerunner.isEmpty()) {
                disputes.open(teacher, lesson.example(), lesson.verdict());
            }
        }
        records.put(teacher, record);
        if (!isJudged || trust(teacher) < LEAST_TO_AGREE) {
            return Judgement.NONE;
        }
        return isBorneOut ? Judgement.AGREES : Judgement.CONTRADICTS;
    }

    /**
     * Takes down a lesson that is not learned now, since it is at odds with what was agreed on. Its teacher is redressed when another
     * one says the same.
     */
    void atOdds(Taught lesson) {
        String teacher = known(lesson.teacher());
        records.put(teacher, record(teacher).withLesson(lesson.atMillis()).withVerdict(false));
        disputes.open(teacher, lesson.example(), lesson.verdict());
    }

    /** Whether another teacher has said the same of a flow that looks the same, against the model. */
    boolean isForerun(Taught lesson) {
        return disputes.isForerun(known(lesson.teacher()), lesson.example(), lesson.verdict());
    }

    /** Whether a teacher is believed enough for others to be borne out by. */
    boolean isWitness(String teacher) {
        String known = known(teacher);
        return record(known).judged() >= LEAST_TO_SECOND && trust(known) >= LEAST_TO_AGREE;
    }

    /** Whether there is anybody who taught of late and could bear a teacher out. */
    boolean hasWitnessBeside(String teacher, long atMillis) {
        String own = known(teacher);
        return records.entrySet().stream()
                .anyMatch(entry -> !entry.getKey().equals(own)
                        && entry.getValue().wasHeardWithin(LAST_HEARD_DAYS, atMillis)
                        && isWitness(entry.getKey()));
    }

    /** Whether nobody teaches but one. */
    boolean isAlone(String teacher) {
        return records.size() < (records.containsKey(known(teacher)) ? 2 : 1);
    }

    private TeacherRecord record(String known) {
        return records.getOrDefault(known, TeacherRecord.NONE);
    }

    private String known(String teacher) {
        return records.containsKey(teacher) || records.size() < MOST ? teacher : OTHERS;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(records.size());
        for (Map.Entry<String, TeacherRecord> entry : records.entrySet()) {
            TeacherRecord record = entry.getValue();
            out.writeUTF(entry.getKey());
            out.writeDouble(record.agreed());
            out.writeDouble(record.disagreed());
            out.writeLong(record.day());
            out.writeLong(record.lessonsOfDay());
        }
        disputes.write(out);
    }

    /** @throws DamagedModelException if it was not written by {@link #write} */
    static Teachers read(DataInputStream in) throws IOException {
        Teachers teachers = new Teachers();
        int count = in.readInt();
        if (count < 0 || count > MOST + 1) {
            throw new DamagedModelException("the model knows " + count + " teachers; there can be " + (MOST + 1));
        }
        for (int i = 0; i < count; i++) {
            teachers.records.put(
                    in.readUTF(), new TeacherRecord(in.readDouble(), in.readDouble(), in.readLong(), in.readLong()));
        }
        teachers.disputes = Disputes.read(in);
        return teachers;
    }
}
