/**
 * What a playbook would have done. In: alerts and verdicts of the past, in order; out: whom it would have cut off, rightly and wrongly.
 */
@NullMarked
package dev.weir.response.rehearsal;

import org.jspecify.annotations.NullMarked;
