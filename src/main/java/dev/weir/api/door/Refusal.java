package dev.weir.api.door;

/**
 * Why a request may not come in.
 *
 * @param status the HTTP status
 * @param detail what is wrong and what to do
 */
record Refusal(int status, String detail) {}
