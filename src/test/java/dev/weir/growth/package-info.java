/** What {@code scripts/dev growth} measures: how long a starting detector takes over a long model log. */
@NullMarked
package dev.weir.growth;

import org.jspecify.annotations.NullMarked;
