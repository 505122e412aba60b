package dev.weir.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.Names;
import dev.weir.ingest.record.RawRecord;
import dev.weir.ingest.record.ReadResult.Rejected;
import dev.weir.ingest.record.RejectionReason;
import java.io.IOException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object in one pass: known names are kept, at the top or inside known objects, everything else is skipped. If
 * that is no flow, a flow is looked for inside the object, since shippers wrap records. Not thread-safe.
 */
public final class JsonRecords {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 1000;
    private static final int MAX_WRAPPERS = 3;
    private static final int MAX_TRIED = 32;
    // Keys come from strangers: not interned, and a table flooded with colliding ones is given up, not an error. What
    // JSON
    // does not allow inside a value (NaN, control characters, foreign escapes) must not hide the flow around it.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(RawRecord.MAX_BYTES)
                    .maxNameLength(RawRecord.MAX_BYTES)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private final Names names;
    private final Predicate<RawRecord> settled;
    private int tried;

    /**
     * @param names the names to keep
     * @param settled whether a record needs no further search: it is a flow, or known to be none
     */
    public JsonRecords(Names names, Predicate<RawRecord> settled) {
        this.names = names;
        this.settled = settled;
    }

    /** Fills the record from the text; the rejection if the text is no JSON object. */
    public @Nullable Rejected read(char[] chars, int start, int length, RawRecord raw) {
        try {
            tried = 0;
            return readDocument(chars, start, length, raw);
        } catch (StreamConstraintsException e) {
            return new Rejected(
                    RejectionReason.MALFORMED_JSON,
                    "is nested deeper than " + MAX_DEPTH + " or has a number longer than " + MAX_NUMBER_LENGTH);
        } catch (JsonProcessingException e) {
            long at = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
            return new Rejected(RejectionReason.MALFORMED_JSON, "stops being JSON near character " + at);
        } catch (IOException e) {
            return new Rejected(RejectionReason.MALFORMED_JSON, "cannot be read as JSON");
        }
    }

    private @Nullable Rejected readDocument(char[] chars, int start, int length, RawRecord raw) throws IOException {
        try (JsonParser parser = FACTORY.createParser(chars, start, length)) {
            boolean list = parser.nextToken() == JsonToken.START_ARRAY;
            if (list && parser.nextToken() != JsonToken.START_OBJECT) {
                return new Rejected(RejectionReason.NOT_A_FLOW, "is a JSON list without an object in it");
            }
            readObject(parser, names, raw);
            if (list && parser.nextToken() != JsonToken.END_ARRAY) {
                return new Rejected(
                        RejectionReason.NOT_A_FLOW, "is a JSON list of several values; send one flow per record");
            }
            if (parser.nextToken() != null) {
                return new Rejected(RejectionReason.MALFORMED_JSON, "has more text after the JSON object");
            }
        }
        if (!settled.test(raw) && !findInside(chars, start, length, raw, 1)) {
            raw.clear();
            try (JsonParser parser = FACTORY.createParser(chars, start, length)) {
                if (parser.nextToken() == JsonToken.START_ARRAY) {
                    parser.nextToken();
                }
                readObject(parser, names, raw);
            }
        }
        return null;
    }

    private static void readObject(JsonParser parser, Names known, RawRecord raw) throws IOException {
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            Names name = known.child(key);
            Column column = name.column();
            if (token.isScalarValue() && !token.isBoolean()) {
                if (column != Column.IGNORED && token != JsonToken.VALUE_NULL) {
                    raw.put(column, parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
                }
            } else if (token == JsonToken.START_OBJECT && name.hasChildren()) {
                readObject(parser, name, raw);
            } else {
                parser.skipChildren();
                raw.putNested(column);
            }
        }
    }

    /** Looks into every object, and every text that looks like one, for a record that needs no further search. */
    private boolean findInside(char[] chars, int start, int length, RawRecord raw, int depth) throws IOException {
        try (JsonParser parser = FACTORY.createParser(chars, start, length)) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                parser.nextToken();
            }
            while (parser.nextFieldName() != null) {
                JsonToken token = parser.nextToken();
                if (token == JsonToken.START_OBJECT) {
                    int from = start + (int) parser.currentTokenLocation().getCharOffset();
                    parser.skipChildren();
                    int to = start + (int) parser.currentLocation().getCharOffset();
                    if (isRecord(chars, from, to - from, raw, depth)) {
                        return true;
                    }
                } else if (token == JsonToken.VALUE_STRING) {
                    char[] text = parser.getText().strip().toCharArray();
                    if (text.length > 1 && text[0] == '{' && isRecord(text, 0, text.length, raw, depth)) {
                        return true;
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
        return false;
    }

    private boolean isRecord(char[] chars, int start, int length, RawRecord raw, int depth) {
        if (++tried > MAX_TRIED) {
            return false;
        }
        raw.clear();
        try (JsonParser parser = FACTORY.createParser(chars, start, length)) {
            parser.nextToken();
            readObject(parser, names, raw);
            return settled.test(raw) || (depth < MAX_WRAPPERS && findInside(chars, start, length, raw, depth + 1));
        } catch (IOException e) {
            // A text that only began like JSON is no wrapper; the record it stands in is judged by itself.
            return false;
        }
    }
}
