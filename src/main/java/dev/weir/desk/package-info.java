/**
 * The analysts' desk: a searchable copy of alerts, verdicts and model events. In: records of Weir's own topics, fed by {@link
 * dev.weir.desk.DeskFeed}; out: what {@link dev.weir.desk.Desk} answers. It holds nothing that the topics do not, so its file may
 * be deleted at any time.
 */
@NullMarked
package dev.weir.desk;

import org.jspecify.annotations.NullMarked;
