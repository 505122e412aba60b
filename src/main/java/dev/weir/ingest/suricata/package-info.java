/**
 * Suricata's EVE. In: the named fields of one event; out: what they say of a flow.
 */
@NullMarked
package dev.weir.ingest.suricata;

import org.jspecify.annotations.NullMarked;
