package dev.weir.response.openc2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.weir.flow.Host;
import dev.weir.response.Action;
import dev.weir.response.Addresses;
import dev.weir.response.ResponsePlan;
import inet.ipaddr.IPAddress;
import java.util.Optional;

/**
 * The commands of a response. Denial is said in the profile for packet filters, {@code slpf}; what that cannot say, in a profile of
 * Weir's own, {@code x-weir}: {@code contain} an address but for {@code x-weir.keep}, {@code redirect} it to {@code x-weir.to}, {@code
 * investigate} {@code x-weir:alert}; and {@code delete} {@code x-weir:response} takes back any of these.
 */
public final class Commands {
    /** Weir's own profile. */
    public static final String WEIR = "x-weir";

    private static final String SLPF = "slpf";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int HEX = 16;
    private static final int RULE_DIGITS = 7;
    private static final int PREFIX = "r-".length();

    private Commands() {}

    /** What does it; empty if the language has no word for it, or the target is no address. */
    public static Optional<OpenC2Command> execute(ResponsePlan plan) {
        return switch (plan.action()) {
            case DENY -> target(plan).map(target -> deny(plan, target));
            case CONTAIN -> target(plan).map(target -> own(plan, "contain", target, "keep"));
            case REDIRECT -> target(plan).map(target -> own(plan, "redirect", target, "to"));
            case INVESTIGATE ->
                Optional.of(new OpenC2Command(
                        "investigate",
                        WEIR + ":alert",
                        new TextNode(plan.alertId().value()),
                        args(plan),
                        actuator(WEIR),
                        plan.id()));
            case NOTIFY -> Optional.empty();
        };
    }

    /** What takes it back. */
    public static Optional<OpenC2Command> undo(ResponsePlan plan) {
        if (execute(plan).isEmpty()) {
            return Optional.empty();
        }
        ObjectNode args = JSON.objectNode().put("response_requested", "complete");
        String id = plan.id() + "-undo";
        return Optional.of(
                plan.action() == Action.DENY
                        ? new OpenC2Command(
                                "delete",
                                "slpf:rule_number",
                                JSON.numberNode(ruleNumber(plan)),
                                args,
                                actuator(SLPF),
                                id)
                        : new OpenC2Command(
                                "delete", WEIR + ":response", new TextNode(plan.id()), args, actuator(WEIR), id));
    }

    /** Under which a packet filter is to keep the rule: 28 bits of the response's id. */
    static int ruleNumber(ResponsePlan plan) {
        return Integer.parseInt(plan.id().substring(PREFIX, PREFIX + RULE_DIGITS), HEX);
    }

    private static OpenC2Command deny(ResponsePlan plan, Target target) {
        ObjectNode args = args(plan);
        args.putObject(SLPF)
                .put("drop_process", "none")
                .put("direction", "both")
                .put("insert_rule", ruleNumber(plan));
        return new OpenC2Command("deny", target.type(), target.value(), args, actuator(SLPF), plan.id());
    }

    private static OpenC2Command own(ResponsePlan plan, String action, Target target, String what) {
        ObjectNode args = args(plan);
        ObjectNode own = args.putObject(WEIR);
        if (what.equals("to")) {
            own.put("to", plan.redirectTo());
        } else {
            plan.keep().forEach(own.putArray("keep")::add);
        }
        return new OpenC2Command(action, target.type(), target.value(), args, actuator(WEIR), plan.id());
    }

    private record Target(String type, JsonNode value) {}

    private static Optional<Target> target(ResponsePlan plan) {
        Optional<IPAddress> address = Addresses.address(plan.target().host());
        Host peer = plan.target().peer();
        return address.map(host -> {
            String family = host.isIPv4() ? "ipv4" : "ipv6";
            String text = host.toCanonicalString();
            return peer == null
                    ? new Target(family + "_net", new TextNode(text))
                    : new Target(
                            family + "_connection",
                            JSON.objectNode().put("src_addr", text).put("dst_addr", peer.text()));
        });
    }

    private static ObjectNode args(ResponsePlan plan) {
        return JSON.objectNode().put("duration", plan.duration().toMillis()).put("response_requested", "complete");
    }

    private static ObjectNode actuator(String profile) {
        ObjectNode actuator = JSON.objectNode();
        actuator.putObject(profile);
        return actuator;
    }
}
