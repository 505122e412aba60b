/** Files that users write in YAML. In: a file; out: records of what it says, or an error that names the key and what is allowed. */
@NullMarked
package dev.weir.yaml;

import org.jspecify.annotations.NullMarked;
