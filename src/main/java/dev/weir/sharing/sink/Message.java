package dev.weir.sharing.sink;

import java.time.Instant;

/**
 * One alert or response in the language of a receiver.
 *
 * @param id names the alert or response; a later message of an id replaces an earlier one
 * @param isResponse whether it is a response
 * @param at its time
 * @param body the message, without a line break
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record Message(String id, boolean isResponse, Instant at, byte[] body) {}
