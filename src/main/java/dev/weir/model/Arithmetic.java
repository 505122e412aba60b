package dev.weir.model;

import dev.weir.encoding.Example;
import dev.weir.encoding.Mix;
import dev.weir.flow.Verdict;

/**
 * Tells whether learning gives the same bytes here as where Weir was built: it learns fixed lessons whose digest is known. Another
 * maker's processor or C library may round otherwise; then this instance agrees with itself for ever, but not with peers.
 */
public final class Arithmetic {
    static final String REFERENCE_DIGEST = "a33b694fb5c9e19f94cdd396dbdcc4c7675ad5118c65c4989f8c306c015364fb";
    private static final int LESSONS = 400;
    private static final int PAIRS = 24;

    private Arithmetic() {}

    public static boolean isReference() {
        return Holder.REFERENCE;
    }

    /** The digest that the course gives here. */
    static String digest() {
        try (VowpalWabbitModel model = VowpalWabbitModel.untrained()) {
            Example example = new Example(PAIRS);
            for (int lesson = 0; lesson < LESSONS; lesson++) {
                example.clear();
                for (int pair = 0; pair < PAIRS; pair++) {
                    int hash = Mix.of(lesson, pair);
                    example.add(hash & 0x3ff, 0.01f + (hash >>> 12) / 262_144f);
                }
                Verdict verdict = (Mix.of(lesson, -1) & 3) == 0 ? Verdict.MALICIOUS : Verdict.BENIGN;
                model.learn(example, verdict, lesson % 50 == 49);
            }
            return model.save().digest();
        }
    }

    private static final class Holder {
        static final boolean REFERENCE = digest().equals(REFERENCE_DIGEST);
    }
}
