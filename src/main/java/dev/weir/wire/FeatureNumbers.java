package dev.weir.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.encoding.FeatureEncoder;
import dev.weir.encoding.PackedFlow;
import dev.weir.features.FeatureSchema;
import dev.weir.features.FeatureVector;
import dev.weir.flow.Listing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A feature vector in a record of JSON: four bytes of each column in base64, under the schema that names the columns. Alerts
 * have it, whose reasons are told in numbers, and before it {@code "listed_by"}, the sources of indicators that list a host; so had scored flows before their features were {@linkplain KeptFlow packed}.
 */
public final class FeatureNumbers {
    private static final String SCHEMA = "schema";
    private static final String FEATURES = "features";
    private static final String LISTED_BY = "listed_by";

    private static final JsonFactory JSON = new JsonFactory();

    private final long scoredAtMillis;
    private final String schema;
    private final byte[] bytes;
    private final List<Listing> listings;

    FeatureNumbers(long scoredAtMillis, String schema, byte[] bytes, List<Listing> listings) {
        this.scoredAtMillis = scoredAtMillis;
        this.schema = schema;
        this.bytes = bytes;
        this.listings = listings;
    }

    static void write(JsonGenerator out, FeatureVector features) throws IOException {
        if (!features.listings().isEmpty()) {
            out.writeArrayFieldStart(LISTED_BY);
            for (Listing listing : features.listings()) {
                out.writeStartObject();
                out.writeStringField("source", listing.source());
                out.writeNumberField("right", listing.right());
                out.writeNumberField("wrong", listing.wrong());
                out.writeEndObject();
            }
            out.writeEndArray();
        }
        out.writeStringField(SCHEMA, features.schema().fingerprint());
        out.writeBinaryField(FEATURES, features.toBytes());
    }

    /** Those in a record; null if it has none. */
    public static @Nullable FeatureNumbers read(byte[] record) {
        long scoredAtMillis = -1;
        @Nullable String schema = null;
        byte @Nullable [] features = null;
        List<Listing> listings = List.of();
        try (JsonParser parser = JSON.createParser(record)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                parser.nextToken();
                switch (key) {
                    case "scored_at" -> scoredAtMillis = parser.getLongValue();
                    case SCHEMA -> schema = parser.getText();
                    case FEATURES -> features = parser.getBinaryValue();
                    case LISTED_BY -> listings = listings(parser);
                    default -> parser.skipChildren();
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
        return schema == null || features == null
                ? null
                : new FeatureNumbers(scoredAtMillis, schema, features, listings);
    }

    private static List<Listing> listings(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("a list was expected");
        }
        List<Listing> listings = new ArrayList<>();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            if (listings.size() == Listing.MOST) {
                throw new IOException("more sources than a flow is told of");
            }
            listings.add(listing(parser));
        }
        return listings;
    }

    private static Listing listing(JsonParser parser) throws IOException {
        String source = "";
        int right = 0;
        int wrong = 0;
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            parser.nextToken();
            switch (key) {
                case "source" -> source = parser.getText();
                case "right" -> right = parser.getIntValue();
                case "wrong" -> wrong = parser.getIntValue();
                default -> parser.skipChildren();
            }
        }
        return new Listing(source, right, wrong);
    }

    /** When the flow was scored; -1 if the record does not say. */
    long scoredAtMillis() {
        return scoredAtMillis;
    }

    String schema() {
        return schema;
    }

    /** Whether they are a vector of the schema. */
    public boolean isOf(FeatureSchema other) {
        return schema.equals(other.fingerprint()) && bytes.length == Float.BYTES * other.size();
    }

    /** Gives them to a vector of the schema that they {@linkplain #isOf are of}. */
    public void putInto(FeatureVector vector) {
        vector.setBytes(bytes);
        vector.setListings(listings);
    }

    /** As the encoder packs them; null if they are of another schema. */
    @Nullable
    PackedFlow pack(FeatureEncoder encoder) {
        if (!isOf(encoder.schema())) {
            return null;
        }
        FeatureVector vector = new FeatureVector(encoder.schema());
        putInto(vector);
        return encoder.pack(vector);
    }
}
