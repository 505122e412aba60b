/**
 * The Open Cybersecurity Schema Framework. In: the named fields of one event; out: what they say of a flow.
 */
@NullMarked
package dev.weir.ingest.ocsf;

import org.jspecify.annotations.NullMarked;
