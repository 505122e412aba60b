/**
 * HTTP on the loopback. In: requests; out: answers from the running detector.
 */
@NullMarked
package dev.weir.api;

import org.jspecify.annotations.NullMarked;
