/** The live model: checkpoints, rollback, differences, proof, export and install. */
@NullMarked
package dev.weir.cli.model;

import org.jspecify.annotations.NullMarked;
