package dev.weir.bench;

/** What is put between the flows topic and the scored topic. */
enum Variant {
    PASS("a", "Kafka Streams passes bytes through"),
    PARSE("b", "streaming parse, small JSON out"),
    DETECT("c", "the detector, producer keys by source host"),
    REKEY("c2", "the detector, re-keying by source host"),
    LEARN("d", "as c, while 100 verdicts a second are learned");

    private final String letter;
    private final String title;

    Variant(String letter, String title) {
        this.letter = letter;
        this.title = title;
    }

    String letter() {
        return letter;
    }

    String title() {
        return title;
    }

    boolean isDetector() {
        return this != PASS && this != PARSE;
    }

    static Variant ofLetter(String letter) {
        for (Variant variant : values()) {
            if (variant.letter.equals(letter)) {
                return variant;
            }
        }
        throw new IllegalArgumentException("no variant " + letter + "; there are a, b, c, c2 and d");
    }
}
