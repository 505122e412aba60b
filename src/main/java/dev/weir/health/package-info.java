/** Whether a detector works. In: signs of life; out: a state and the reason for it. */
@NullMarked
package dev.weir.health;

import org.jspecify.annotations.NullMarked;
