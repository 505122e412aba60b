/**
 * What is allowed on this network and raises no alert. In: events of who allowed what, for how long and why; out: whether a rule
 * covers an alerting flow.
 */
@NullMarked
package dev.weir.alert.allow;

import org.jspecify.annotations.NullMarked;
