/**
 * Responses as the records of their topic, and alerts as far as responses ask. In and out: JSON.
 */
@NullMarked
package dev.weir.response.record;

import org.jspecify.annotations.NullMarked;
