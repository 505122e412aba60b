/** What the detecting and teaching tasks remember: state stores and the forms of their records. */
@NullMarked
package dev.weir.stream.store;

import org.jspecify.annotations.NullMarked;
