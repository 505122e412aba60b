/**
 * The vocabulary every stage speaks: a flow, its hosts, its verdict. In: nothing; out: values that cannot be wrong.
 */
@NullMarked
package dev.weir.flow;

import org.jspecify.annotations.NullMarked;
