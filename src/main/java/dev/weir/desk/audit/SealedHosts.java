package dev.weir.desk.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.flow.Host;
import dev.weir.sharing.privacy.HostTexts;
import dev.weir.sharing.privacy.NamedHost;
import dev.weir.topics.TopicScan;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The hosts in the details of audit records, encrypted. The audit is kept for ever and chained, so that nothing can be taken out of it; the
 * keys are records of a compacted topic, one of each host, day and place, under a key that names host and day. Whoever deletes those
 * of a host makes it unreadable in the audit for good, and the chain stays whole.
 *
 * <p>Each key is used once, so the initialisation vector may always be the same.
 */
public final class SealedHosts {
    static final String FORGOTTEN = NamedHost.FORGOTTEN;

    private static final Pattern SEAL = Pattern.compile("sealed:([0-9a-f]{16}):([A-Za-z0-9_-]+)");
    private static final Set<String> HOST_FIELDS = Set.of("host", "source", "destination");
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 16;
    private static final int ID_BYTES = 8;
    private static final GCMParameterSpec ONLY_USE = new GCMParameterSpec(128, new byte[12]);

    private final Map<String, byte[]> keys;

    private SealedHosts(Map<String, byte[]> keys) {
        this.keys = keys;
    }

    /**
     * Details whose hosts are encrypted.
     *
     * @param keys the records of the topic of keys without which they cannot be read, by the key of the record
     */
    record Sealed(JsonNode details, Map<String, byte[]> keys) {}

    /** Encrypts the hosts of the details, and the addresses in their texts. Ids stay as they are: others find by them. */
    static Sealed seal(JsonNode details, Instant now, SecureRandom random) {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        HostTexts texts = new HostTexts(HOST_FIELDS::contains, SealedHosts::isId, host -> {
            byte[] id = new byte[ID_BYTES];
            byte[] key = new byte[KEY_BYTES];
            random.nextBytes(id);
            random.nextBytes(key);
            String name = HexFormat.of().formatHex(id);
            keys.put(host.text() + " " + now.atZone(ZoneOffset.UTC).toLocalDate() + " " + name, key);
            byte[] sealed = crypt(Cipher.ENCRYPT_MODE, key, host.text().getBytes(StandardCharsets.US_ASCII));
            return "sealed:" + name + ":"
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        });
        return new Sealed(texts.inTree(details), keys);
    }

    private static boolean isId(String field) {
        return field.endsWith("id") || field.endsWith("ids") || field.equals("alert");
    }

    /**
     * Reads all keys.
     *
     * @param kafka settings of any Kafka client
     */
    public static SealedHosts read(Map<String, Object> kafka, String topic) {
        Map<String, byte[]> keys = new HashMap<>();
        try (TopicScan scan = TopicScan.committed(kafka, List.of(topic))) {
            scan.forEach(record -> {
                String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.ISO_8859_1);
                String name = key.substring(key.lastIndexOf(' ') + 1);
                if (record.value() == null) {
                    keys.remove(name);
                } else {
                    keys.put(name, record.value());
                }
            });
        }
        return new SealedHosts(keys);
    }

    /** The entry with its hosts in clear, {@value #FORGOTTEN} in the place of those whose key is gone. */
    public AuditEntry open(AuditEntry entry) {
        return new AuditEntry(
                entry.writer(),
                entry.number(),
                entry.previous(),
                entry.at(),
                entry.who(),
                entry.role(),
                entry.action(),
                open(entry.details()));
    }

    private JsonNode open(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode out = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(entry -> out.set(open(entry.getKey()), open(entry.getValue())));
            return out;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode out = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> out.add(open(element)));
            return out;
        }
        return node.isTextual() ? JsonNodeFactory.instance.textNode(open(node.textValue())) : node;
    }

    private String open(String text) {
        return SEAL.matcher(text)
                .replaceAll(seal -> Matcher.quoteReplacement(opened(keys.get(seal.group(1)), seal.group(2))));
    }

    private static String opened(byte @Nullable [] key, String sealed) {
        if (key == null || key.length != KEY_BYTES) {
            return FORGOTTEN;
        }
        try {
            byte[] text = crypt(Cipher.DECRYPT_MODE, key, Base64.getUrlDecoder().decode(sealed));
            String host = new String(text, StandardCharsets.US_ASCII);
            return Host.isValid(host) ? host : FORGOTTEN;
        } catch (IllegalArgumentException e) {
            return FORGOTTEN;
        }
    }

    /** @throws IllegalArgumentException if what is to be read was not written with the key */
    private static byte[] crypt(int mode, byte[] key, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, new SecretKeySpec(Arrays.copyOf(key, KEY_BYTES), "AES"), ONLY_USE);
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not sealed with this key", e);
        }
    }
}
