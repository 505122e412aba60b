/** The running detector. In: settings; out: one thing that can be asked, taught and closed. */
@NullMarked
package dev.weir.detector;

import org.jspecify.annotations.NullMarked;
