/**
 * Speaks with other systems: community ids of flows; its rooms write findings in the languages of SIEMs, replace addresses by
 * pseudonyms, and exchange indicators.
 */
@NullMarked
package dev.weir.sharing;

import org.jspecify.annotations.NullMarked;
