package dev.weir.alert;

/**
 * The time of a flow, by the stream and by its arrival. Stories and budgets must hold in both.
 *
 * @param streamMicros stream time, as the flows tell it
 * @param arrivalMicros when the flow arrived, by a clock that no sender sets; stream time again where there is none
 */
record Moment(long streamMicros, long arrivalMicros) {
    /** The longer of the times that have gone by in the two since another moment. */
    long since(Moment earlier) {
        return Math.max(streamMicros - earlier.streamMicros, arrivalMicros - earlier.arrivalMicros);
    }
}
