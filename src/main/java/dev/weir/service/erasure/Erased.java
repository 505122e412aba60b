package dev.weir.service.erasure;

/**
 * What erasing did in one topic.
 *
 * @param topic its name
 * @param before records that named the host
 * @param after records that still do
 * @param note why some are left, or what went with them; empty if there is nothing to say
 */
public record Erased(String topic, long before, long after, String note) {}
