package dev.weir.cli.offline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.api.ApiJson;
import dev.weir.desk.audit.AuditEntry;
import dev.weir.desk.audit.AuditLog;
import dev.weir.desk.audit.RewrittenEntry;
import dev.weir.detector.lessons.Proof;
import dev.weir.detector.lessons.ProofCheck;
import dev.weir.flow.Digests;
import dev.weir.flow.Printable;
import dev.weir.service.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A proof as a file: one line of JSON, and a line with its SHA-256. Nothing else is in it, so no byte of it can change unseen.
 *
 * @param proof of the score
 * @param audit records of the audit topic as they are there, base64, the first the oldest; the last of them says that the proof was asked
 *     for
 */
public record Bundle(Proof proof, List<String> audit) {
    private static final int MOST_BYTES = 256 << 20;
    private static final int DIGEST_LINE = 65;
    private static final String ACTION = "prove";

    /** What a file is, and what holds of it. */
    record Checked(String digest, boolean holds, List<ProofCheck.Finding> findings) {}

    String write(Path file) {
        String line = ApiJson.write(this) + "\n";
        String digest = Digests.sha256Hex(line.getBytes(StandardCharsets.UTF_8));
        try {
            Files.writeString(file, line + digest + "\n");
        } catch (IOException e) {
            throw new CommandException(file + " cannot be written: " + e, e);
        }
        return digest;
    }

    static Checked check(Path file) {
        byte[] bytes = read(file);
        List<ProofCheck.Finding> findings = new ArrayList<>();
        int end = bytes.length - DIGEST_LINE;
        if (end < 1 || bytes[end - 1] != '\n' || bytes[bytes.length - 1] != '\n') {
            throw new CommandException(file + " is no bundle of weir prove, or is cut short");
        }
        byte[] line = Arrays.copyOf(bytes, end);
        String stated = new String(bytes, end, DIGEST_LINE - 1, StandardCharsets.ISO_8859_1);
        String digest = Digests.sha256Hex(line);
        findings.add(new ProofCheck.Finding("no byte of the file was changed", stated.equals(digest), digest));
        if (!stated.equals(digest)) {
            return new Checked(digest, false, findings);
        }
        Bundle bundle = parse(file, line);
        byte[] record = decoded(bundle.proof().record());
        Optional<JsonNode> flow = json(record);
        findings.addAll(ProofCheck.of(
                bundle.proof(),
                flow.filter(json -> json.path("score").isNumber())
                        .map(json -> json.path("score").doubleValue())
                        .orElse(null),
                flow.filter(json -> json.path("model_version").isNumber())
                        .map(json -> json.path("model_version").longValue())
                        .orElse(null)));
        findings.add(chain(bundle.audit().stream().map(Bundle::decoded).toList()));
        findings.add(bundle.link());
        return new Checked(digest, findings.stream().allMatch(ProofCheck.Finding::holds), findings);
    }

    private static Optional<JsonNode> json(byte[] record) {
        try {
            return Optional.of(ApiJson.read(record, JsonNode.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Each record of the audit names the hash of the one before it of the same writer. */
    static ProofCheck.Finding chain(List<byte[]> audit) {
        Map<String, String> ends = new HashMap<>();
        boolean holds = true;
        for (byte[] record : audit) {
            Optional<AuditEntry> entry = AuditLog.entry(record);
            if (entry.isEmpty()) {
                holds = false;
                continue;
            }
            String before = ends.put(entry.get().writer(), RewrittenEntry.link(record));
            holds &= before == null || before.equals(entry.get().previous());
        }
        return new ProofCheck.Finding("the audit is a chain without a gap", holds, audit.size() + " records");
    }

    /** The audit says that this model and this flow were asked about. */
    private ProofCheck.Finding link() {
        boolean holds = audit.stream()
                .map(one -> AuditLog.entry(decoded(one)))
                .flatMap(Optional::stream)
                .anyMatch(entry -> entry.action().equals(ACTION)
                        && proof.modelDigest()
                                .equals(entry.details().path("model_digest").asText())
                        && proof.logDigest()
                                .equals(entry.details().path("log_digest").asText()));
        return new ProofCheck.Finding(
                "the audit names the model and the log that it comes from", holds, proof.logDigest());
    }

    private static Bundle parse(Path file, byte[] line) {
        try {
            return ApiJson.read(line, Bundle.class);
        } catch (IOException e) {
            throw new CommandException(file + " is no bundle that this Weir can read", e);
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new CommandException(file + " is longer than any bundle");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new CommandException("there is no file " + file, e);
        } catch (IOException e) {
            throw new CommandException(file + " cannot be read: " + Printable.escape(String.valueOf(e), 200), e);
        }
    }
}
