package dev.weir.api.network;

/**
 * Where a request comes from.
 *
 * @param address of the client
 * @param isSecure whether the client speaks TLS, as far as a proxy says so
 */
public record Origin(String address, boolean isSecure) {}
