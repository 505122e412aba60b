package dev.weir.demo;

/** The chapters of the story, in order, with the share of all flows that each has. */
enum Phase {
    UNTAUGHT("untaught", "Monday morning: no verdict has been given yet", 0.158, true),
    LEARNING("learning", "Ann works the alert queue while traffic flows", 0.315, false),
    TAUGHT("taught", "measured on fresh traffic", 0.158, true),
    CHECKPOINT("checkpoint", "the model is kept by name", 0, false),
    CARELESS("careless", "Bob takes over, and nine of ten verdicts are wrong", 0.053, false),
    MISLED("misled", "how far that led the model astray, on fresh traffic", 0.158, true),
    ROLLBACK("rollback", "back to the checkpoint, through the log", 0, false),
    RESTORED("restored", "measured on fresh traffic", 0.158, true),
    RESPONSE("response", "a rule contains who attacks, within guards, and takes it back", 0, false);

    private final String word;
    private final String sentence;
    private final double share;
    private final boolean measured;

    Phase(String word, String sentence, double share, boolean measured) {
        this.word = word;
        this.sentence = sentence;
        this.share = share;
        this.measured = measured;
    }

    String word() {
        return word;
    }

    String sentence() {
        return sentence;
    }

    int flows(int allFlows) {
        return (int) Math.round(share * allFlows);
    }

    /** Whether the model rests during the phase, so that its figures say how good one model is. */
    boolean measured() {
        return measured;
    }
}
