package dev.weir.response.playbook;

import dev.weir.response.Target;

/**
 * The rule that an alert falls under.
 *
 * @param rule the first that matches
 * @param target whom it is about
 * @param reason what of the alert matched, in words
 * @param isServer whether the target is in the group of servers, for which two people must say yes
 */
public record Match(Rule rule, Target target, String reason, boolean isServer) {}
