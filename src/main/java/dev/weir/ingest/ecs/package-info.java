/**
 * The Elastic Common Schema. In: the named fields of one event; out: what they say of a flow.
 */
@NullMarked
package dev.weir.ingest.ecs;

import org.jspecify.annotations.NullMarked;
