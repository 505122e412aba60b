/**
 * How requests come in from other machines. In: addresses, headers and certificates; out: who a request is from, whether it comes
 * too often or while another is still being answered, and what a TLS listener shows of itself.
 */
@NullMarked
package dev.weir.api.network;

import org.jspecify.annotations.NullMarked;
