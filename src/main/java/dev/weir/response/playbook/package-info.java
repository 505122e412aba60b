/**
 * Which action belongs to which alert. In: a file that people write, and the facts of an alert; out: the first rule that matches,
 * with the reason.
 */
@NullMarked
package dev.weir.response.playbook;

import org.jspecify.annotations.NullMarked;
