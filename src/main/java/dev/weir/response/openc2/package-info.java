/**
 * Responses in OpenC2 1.0, the language in which firewalls of many makers take commands. In: what a response is to do; out: commands,
 * and what the other side answers.
 */
@NullMarked
package dev.weir.response.openc2;

import org.jspecify.annotations.NullMarked;
