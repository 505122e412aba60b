package dev.weir.detector.responses;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.weir.response.decision.DecisionSettings;
import dev.weir.response.guard.GuardSettings;

/**
 * Says what is done about alerts, and with what.
 *
 * @param playbook {@value #SHIPPED} for {@code config/playbook.yaml}, {@value #NONE} for no responses at all, or a path
 * @param nftables command that runs nft as root, such as {@code nft} or {@code ssh gateway nft}; empty for none
 * @param feed file that lists blocked addresses for firewalls that poll it; empty for none
 * @param openc2 URL that takes OpenC2 commands, such as {@code https://firewall.example/.well-known/openc2}; empty for none
 * @param crowdsec URL of CrowdSec's local API, such as {@code http://127.0.0.1:8080}; empty for none
 * @param crowdsecLoginFile file with the name of a CrowdSec machine and its password, apart by a space; empty for none
 * @param webhook URL that is told of rules that notify; empty for none
 * @param webhookSecretFile file with the secret that signs what the webhook is told; empty for none
 */
public record ResponseSettings(
        String playbook,
        String nftables,
        String feed,
        String openc2,
        String crowdsec,
        String crowdsecLoginFile,
        String webhook,
        String webhookSecretFile,
        @JsonUnwrapped DecisionSettings decisions,
        @JsonUnwrapped GuardSettings guards) {
    public static final String SHIPPED = "shipped";
    public static final String NONE = "none";

    /** @throws IllegalArgumentException if the playbook is blank, or what should be a URL is none */
    public ResponseSettings {
        if (playbook.isBlank()) {
            throw new IllegalArgumentException("playbook must be " + SHIPPED + ", " + NONE + " or a path");
        }
        requireUrl("openc2", openc2);
        requireUrl("crowdsec", crowdsec);
        requireUrl("webhook", webhook);
    }

    private static void requireUrl(String name, String value) {
        if (!value.isEmpty() && !value.matches("https?://\\S+")) {
            throw new IllegalArgumentException(name + " must be a URL of http or https, or empty");
        }
    }

    public static ResponseSettings defaults() {
        return new ResponseSettings(
                SHIPPED, "", "", "", "", "", "", "", DecisionSettings.defaults(), GuardSettings.defaults());
    }
}
