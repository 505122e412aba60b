/**
 * Whom the model believes, and how much. In: lessons with who gave them; out: a model that weighs each by the record of its teacher.
 */
@NullMarked
package dev.weir.fold.trust;

import org.jspecify.annotations.NullMarked;
