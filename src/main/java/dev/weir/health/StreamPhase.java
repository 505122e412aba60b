package dev.weir.health;

/** Where the stream stands in its life. */
public enum StreamPhase {
    /** Its partitions are on their way to it, or between instances. */
    MOVING,
    /** It works on its partitions. */
    RUNNING,
    /** It has ended, or is about to. */
    ENDED
}
