/**
 * The settings file. In: YAML; out: the settings records of the stages, or an error that names the key.
 */
@NullMarked
package dev.weir.cli.settings;

import org.jspecify.annotations.NullMarked;
