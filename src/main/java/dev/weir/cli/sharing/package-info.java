/** Commands that exchange what is known with others, and that forget. */
@NullMarked
package dev.weir.cli.sharing;

import org.jspecify.annotations.NullMarked;
