package dev.weir.encoding;

import dev.weir.features.FeatureSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The encodings that this release can read: its own, and each that lessons in logs were packed by. Each is a resource that
 * lists columns and crosses, named by the fingerprint of what comes out, and is never changed: a release that sees flows in
 * another way adds one, so that old logs keep their meaning. Thread-safe.
 */
public final class Encodings {
    private static final Map<Long, FeatureEncoder> KNOWN = new ConcurrentHashMap<>();

    private Encodings() {}

    /**
     * The encoder of a fingerprint; empty if this release does not know it.
     *
     * @throws IllegalArgumentException if it is not 16 hexadecimal digits
     */
    public static Optional<FeatureEncoder> of(String fingerprint) {
        return of(HexFormat.fromHexDigitsToLong(fingerprint));
    }

    private static Optional<FeatureEncoder> of(long fingerprint) {
        return Optional.ofNullable(KNOWN.computeIfAbsent(fingerprint, Encodings::load));
    }

    /**
     * The pairs of a flow, as they were when it was packed.
     *
     * @throws IllegalArgumentException if this release does not know its encoding, or it is no flow of that
     */
    public static Example unpack(PackedFlow flow) {
        FeatureEncoder encoder = of(flow.encodingBits())
                .orElseThrow(() -> new IllegalArgumentException(
                        "the encoding " + flow.encoding() + " is none that this release knows; a newer one wrote it"));
        Example example = new Example(encoder.maxSize());
        encoder.encodeUnnamed(flow, example);
        return example.copy();
    }

    private static @Nullable FeatureEncoder load(long bits) {
        String fingerprint = HexFormat.of().toHexDigits(bits);
        try (InputStream in = Encodings.class.getResourceAsStream(fingerprint + ".txt")) {
            if (in == null) {
                return null;
            }
            FeatureEncoder encoder = parse(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
            if (!encoder.fingerprint().equals(fingerprint)) {
                throw new IllegalStateException("the encoding " + fingerprint + " has become " + encoder.fingerprint()
                        + ": bins or hashes were changed, and old logs would mean something else");
            }
            return encoder;
        } catch (IOException e) {
            throw new UncheckedIOException("the encoding " + fingerprint + " cannot be read", e);
        }
    }

    /** Lines such as {@code numeric src.count.60s} and {@code cross flow.state pair.interval}. */
    private static FeatureEncoder parse(String text) {
        List<FeatureSchema.Column> columns = new ArrayList<>();
        List<Cross> crosses = new ArrayList<>();
        text.lines().forEach(line -> {
            String[] words = line.split(" ", -1);
            if (words[0].equals("cross")) {
                crosses.add(new Cross(words[1], words[2]));
            } else {
                FeatureSchema.Kind kind = FeatureSchema.Kind.valueOf(words[0].toUpperCase(Locale.ROOT));
                columns.add(new FeatureSchema.Column(words[1], kind, ""));
            }
        });
        return new FeatureEncoder(new FeatureSchema(columns), crosses);
    }
}
