/**
 * Commands, settings, wiring. In: arguments and a settings file; out: an exit status.
 */
@NullMarked
package dev.weir.cli;

import org.jspecify.annotations.NullMarked;
