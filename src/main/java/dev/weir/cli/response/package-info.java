/** What is done about alerts: listed, approved, undone, rehearsed. */
@NullMarked
package dev.weir.cli.response;

import org.jspecify.annotations.NullMarked;
