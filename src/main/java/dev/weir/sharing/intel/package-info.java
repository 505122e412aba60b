/**
 * Exchanges indicators: what analysts confirmed goes out as STIX 2.1, what others know comes in from STIX, MISP and plain lists. An
 * indicator is never a verdict.
 */
@NullMarked
package dev.weir.sharing.intel;

import org.jspecify.annotations.NullMarked;
