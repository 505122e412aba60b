/** What {@code weir up} runs: data folder, broker, detector and API, in one life. In: settings; out: a running service. */
@NullMarked
package dev.weir.service;

import org.jspecify.annotations.NullMarked;
