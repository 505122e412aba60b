/**
 * Records printed by SiLK. In: the named fields of one row; out: what they say of a flow.
 */
@NullMarked
package dev.weir.ingest.silk;

import org.jspecify.annotations.NullMarked;
