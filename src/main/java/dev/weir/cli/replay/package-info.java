/** A file or a pipe of flows, sent to the detector at a chosen pace. */
@NullMarked
package dev.weir.cli.replay;

import org.jspecify.annotations.NullMarked;
