/** Follows the topics of alerts and responses, and passes on what comes to where the settings say. */
@NullMarked
package dev.weir.service.output;

import org.jspecify.annotations.NullMarked;
