/** Which flows to ask an analyst about. In: scored flows; out: the few whose verdict would teach most. */
@NullMarked
package dev.weir.review;

import org.jspecify.annotations.NullMarked;
