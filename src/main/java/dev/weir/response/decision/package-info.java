/**
 * Decides on responses. In: alerts, verdicts, changes of the model, what people say and what executors report; out: steps in the
 * lives of responses. The same events in the same order give the same steps.
 */
@NullMarked
package dev.weir.response.decision;

import org.jspecify.annotations.NullMarked;
