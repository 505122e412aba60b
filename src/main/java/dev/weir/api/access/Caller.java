package dev.weir.api.access;

/**
 * Who asks.
 *
 * @param name stands on verdicts and in the audit
 * @param role what they may do
 * @param isLocal whether it is a command of the owner of the data folder, which may speak for others
 */
public record Caller(String name, Role role, boolean isLocal) {}
