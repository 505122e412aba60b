/** Writes the lists that every instance reads from topics of their own: what is allowed, and the indicators of others. */
@NullMarked
package dev.weir.topics.lists;

import org.jspecify.annotations.NullMarked;
