/**
 * What the model sees of a flow: its own shape, the behaviour of its hosts, its rarity. In: flows in order; out: feature
 * vectors with named columns, never an address.
 */
@NullMarked
package dev.weir.features;

import org.jspecify.annotations.NullMarked;
