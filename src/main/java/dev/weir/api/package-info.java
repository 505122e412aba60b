/**
 * HTTP on the loopback. In: requests; out: answers from the running detector. {@link dev.weir.api.ApiServer} serves a
 * {@link dev.weir.api.Detector}, {@link dev.weir.api.ApiClient} is the same detector seen from another process.
 */
@NullMarked
package dev.weir.api;

import org.jspecify.annotations.NullMarked;
