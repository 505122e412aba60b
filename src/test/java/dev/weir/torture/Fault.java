package dev.weir.torture;

/** What a torture run does to the processes, in the words in which it is reported. */
enum Fault {
    KILL_DETECTOR("kill -9 of a detector"),
    KILL_BROKER("kill -9 of the broker"),
    STOP_DETECTOR("SIGSTOP of a detector for 30 s"),
    STOP_BROKER("SIGSTOP of the broker for 30 s"),
    FILL_DISK("disk of a detector full"),
    CORRUPT_CHECKPOINT("bytes of a model store flipped"),
    POISON("burst of poison records"),
    BYTE_BOMB("records of ten megabytes of blanks, or of thousands of headers"),
    WILD_TIMES("burst of flows out of time"),
    HANGING_TRANSACTION("transaction on the model log that nobody ends"),
    FORGED_IDS("burst of flows under ids of others"),
    OLD_FILE("old file, sent twice"),
    ROLL_BACK("rollback");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
