/**
 * AWS VPC flow logs. In: one line, or named fields; out: what they say of a flow.
 */
@NullMarked
package dev.weir.ingest.vpc;

import org.jspecify.annotations.NullMarked;
