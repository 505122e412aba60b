/** The rights and users that Weir and its collectors need on a broker. */
@NullMarked
package dev.weir.cli.cluster;

import org.jspecify.annotations.NullMarked;
