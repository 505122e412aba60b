package dev.weir.service.responses;

import dev.weir.response.decision.DecisionSettings;
import dev.weir.response.guard.GuardSettings;

/**
 * What is done about alerts, and with what.
 *
 * @param playbook {@value #SHIPPED} for {@code config/playbook.yaml}, {@value #NONE} for no responses at all, or a path
 * @param nftables command that runs nft as root, such as {@code nft} or {@code ssh gateway nft}; empty for none
 * @param feed file that lists blocked addresses for firewalls that poll it; empty for none
 * @param webhook URL that is told of rules that notify; empty for none
 * @param webhookSecretFile file with the secret that signs what the webhook is told; empty for none
 */
public record ResponseSettings(
        String playbook,
        String nftables,
        String feed,
        String webhook,
        String webhookSecretFile,
        DecisionSettings decisions,
        GuardSettings guards) {
    public static final String SHIPPED = "shipped";
    public static final String NONE = "none";

    /** @throws IllegalArgumentException if the playbook is blank, or the webhook is no URL */
    public ResponseSettings {
        if (playbook.isBlank()) {
            throw new IllegalArgumentException("playbook must be " + SHIPPED + ", " + NONE + " or a path");
        }
        if (!webhook.isEmpty() && !webhook.matches("https?://\\S+")) {
            throw new IllegalArgumentException("webhook must be a URL of http or https, or empty");
        }
    }

    public static ResponseSettings defaults() {
        return new ResponseSettings(
                SHIPPED, "", "", "", "", DecisionSettings.defaults(), GuardSettings.defaults());
    }
}
