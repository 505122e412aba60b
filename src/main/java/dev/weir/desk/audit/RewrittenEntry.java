package dev.weir.desk.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.flow.Digests;
import dev.weir.fold.json.AsciiJson;
import dev.weir.sharing.privacy.NamedHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A record of the audit from which a host was taken that stood in it in clear. It names the SHA-256 of what it was, to which the next
 * record of its chain is tied; and a record {@value #ACTION} that follows names a digest of all such records, so that nobody can claim
 * another past than what was found on that day.
 */
public final class RewrittenEntry {
    /** The action of the record that answers for them. */
    public static final String ACTION = "forget";
    /** The detail of that record with the digest. */
    static final String DIGEST = "rewritten_digest";

    private static final String WAS = "was";
    private static final ObjectMapper JSON = new ObjectMapper(AsciiJson.factory());

    private RewrittenEntry() {}

    /** The record without the host; a record that is no entry of the audit is nothing any more. */
    public static Optional<byte[]> without(NamedHost host, byte[] record) {
        try {
            if (AuditEntry.of(record).isPresent()
                    && host.without(JSON.readTree(record)) instanceof ObjectNode without) {
                without.put(WAS, link(record));
                return Optional.of(JSON.writeValueAsBytes(without));
            }
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("reading memory", e);
        }
    }

    /** Whether a record was written anew. */
    public static boolean isRewritten(byte[] record) {
        return was(record).isPresent();
    }

    /** What the next record of the chain calls this one. */
    public static String link(byte[] record) {
        return was(record).orElseGet(() -> AuditEntry.hash(record));
    }

    /** The digest of the SHA-256 of records that were written anew, in the order of the topic. */
    static String digest(List<String> hashes) {
        return Digests.sha256Hex(String.join("", hashes).getBytes(StandardCharsets.US_ASCII));
    }

    /** The details of the record that answers for records that were written anew, in the order of the topic. */
    public static Map<String, Object> details(List<byte[]> rewritten) {
        return Map.of(
                "rewritten",
                rewritten.size(),
                DIGEST,
                digest(rewritten.stream().map(AuditEntry::hash).toList()));
    }

    private static Optional<String> was(byte[] record) {
        try {
            JsonNode was = JSON.readTree(record).path(WAS);
            return was.isTextual() ? Optional.of(was.textValue()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
