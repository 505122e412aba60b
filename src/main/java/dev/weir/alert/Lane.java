package dev.weir.alert;

import java.nio.ByteBuffer;

/** Holds the time, the threshold and the stories of one kind of traffic, live or replayed. */
final class Lane {
    private static final int HEAD_BYTES = StreamTime.BYTES + 2 * Long.BYTES + Integer.BYTES;
    private static final long NEVER = -1;

    private final AlertGate gate;
    private final StoryBook book;
    private final StreamTime time = new StreamTime();
    private long firstArrivalMicros = NEVER;
    private long arrivalMicros = NEVER;
    private Moment now = new Moment(0, 0);

    Lane(AlertGate gate, StoryBook book) {
        this.gate = gate;
        this.book = book;
    }

    /** Takes in when a flow was and when it arrived; arrival never goes back. */
    Moment observe(long timestampMicros, long arrivedMicros) {
        long streamMicros = time.observe(timestampMicros);
        arrivalMicros = Math.max(arrivalMicros, arrivedMicros);
        if (firstArrivalMicros == NEVER) {
            firstArrivalMicros = arrivalMicros;
        }
        now = new Moment(streamMicros, arrivalMicros);
        return now;
    }

    /** Takes in a flow that arrives when it is, as in a file. */
    Moment observe(long timestampMicros) {
        long streamMicros = time.observe(timestampMicros);
        now = new Moment(streamMicros, streamMicros);
        return now;
    }

    AlertGate gate() {
        return gate;
    }

    StoryBook book() {
        return book;
    }

    /** How much time has gone by, as flows tell it, but no more than since the first arrived. */
    long activeMicros() {
        return firstArrivalMicros == NEVER
                ? time.activeMicros()
                : Math.min(time.activeMicros(), arrivalMicros - firstArrivalMicros);
    }

    byte[] save() {
        byte[] ofGate = gate.save();
        ByteBuffer buffer = ByteBuffer.allocate(HEAD_BYTES + ofGate.length);
        time.save(buffer);
        buffer.putLong(firstArrivalMicros).putLong(arrivalMicros).putInt(ofGate.length);
        return buffer.put(ofGate).array();
    }

    void load(ByteBuffer from) {
        time.load(from);
        firstArrivalMicros = from.getLong();
        arrivalMicros = from.getLong();
        byte[] ofGate = new byte[Math.max(0, Math.min(from.remaining() - Integer.BYTES, from.getInt()))];
        from.get(ofGate);
        gate.load(ofGate);
    }
}
