/**
 * Indicators for other organisations' programs to fetch: a TAXII 2.1 server with one collection that can only be read. In: the alerts
 * and verdicts of the desk; out: STIX 2.1 objects, a page at a time.
 */
@NullMarked
package dev.weir.api.taxii;

import org.jspecify.annotations.NullMarked;
