/**
 * CICFlowMeter's CSV. In: the named fields of one row; out: what they say of a flow.
 */
@NullMarked
package dev.weir.ingest.cicflowmeter;

import org.jspecify.annotations.NullMarked;
