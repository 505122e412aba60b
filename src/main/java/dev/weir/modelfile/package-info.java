/** A model as a file. In: a model and where it comes from; out: bytes to carry to another detector, checked before use. */
@NullMarked
package dev.weir.modelfile;

import org.jspecify.annotations.NullMarked;
