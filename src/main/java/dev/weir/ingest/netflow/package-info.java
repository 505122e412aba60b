/**
 * Records of NetFlow, IPFIX and sFlow collectors. In: the named fields of one record; out: what they say of a flow.
 */
@NullMarked
package dev.weir.ingest.netflow;

import org.jspecify.annotations.NullMarked;
