package dev.weir.response.executor;

import dev.weir.response.Action;
import dev.weir.response.ResponsePlan;
import dev.weir.response.ResponseState;
import dev.weir.response.ResponseStep;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells another system what rules that notify have found: {@code POST} of the step as JSON, until it is taken. {@code X-Weir-Delivery}
 * is the response's id, the same each time that it is tried; {@code X-Weir-Signature} is {@code t=<seconds>,v1=<HMAC-SHA-256 of
 * "seconds.body">}.
 */
public final class WebhookExecutor implements Executor {
    private static final String HMAC = "HmacSHA256";

    private final URI uri;
    private final byte[] secret;
    private final Function<ResponseStep, byte[]> body;
    private final Delivery delivery = new Delivery();

    /**
     * @param secret that signs; empty for no signature
     * @param body a step as it is told
     */
    public WebhookExecutor(URI uri, byte[] secret, Function<ResponseStep, byte[]> body) {
        this.uri = uri;
        this.secret = secret.clone();
        this.body = body;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public boolean can(ResponsePlan plan) {
        return plan.action() == Action.NOTIFY;
    }

    /** What is active has been told. */
    @Override
    public Map<String, Outcome> reconcile(List<ResponseStep> inForce, Instant now) {
        Map<String, Outcome> outcomes = new HashMap<>();
        for (ResponseStep step : inForce) {
            if (step.state() == ResponseState.APPROVED) {
                outcomes.put(step.id(), tell(step, now));
            }
        }
        return outcomes;
    }

    private Outcome tell(ResponseStep step, Instant now) {
        byte[] json = body.apply(step);
        Map<String, String> headers = new TreeMap<>();
        headers.put("X-Weir-Delivery", step.id());
        if (secret.length > 0) {
            headers.put("X-Weir-Signature", "t=" + now.getEpochSecond() + ",v1=" + sign(now.getEpochSecond(), json));
        }
        return delivery.post(uri, "application/json", headers, json).outcome();
    }

    private String sign(long seconds, byte[] json) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(json));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }
}
