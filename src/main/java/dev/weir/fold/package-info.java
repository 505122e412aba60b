/** The model as a fold over its log. In: model events in log order; out: the model at any version. */
@NullMarked
package dev.weir.fold;

import org.jspecify.annotations.NullMarked;
