package dev.weir.detector;

/** An event is in the model log, and this detector has not carried it out; the message says why, and what comes of it. */
public final class UnappliedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean pending;

    private UnappliedException(String message, boolean pending) {
        super(message);
        this.pending = pending;
    }

    /** Every instance sets it aside. */
    public static UnappliedException setAside(long version, String why) {
        return new UnappliedException(
                "nothing was changed: the event is in the log, before version " + version
                        + ", and every instance sets it aside: " + why,
                false);
    }

    /** This instance has not come to it yet. */
    public static UnappliedException pending(long version, long seconds) {
        return new UnappliedException(
                "still pending: the event is in the log, to be version " + version
                        + ", but this detector has not come to it within " + seconds
                        + " s; it will when it catches up: see `weir status`",
                true);
    }

    /** Whether it may yet be carried out. */
    public boolean isPending() {
        return pending;
    }
}
