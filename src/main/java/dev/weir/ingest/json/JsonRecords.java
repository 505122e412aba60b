package dev.weir.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.RawRecord;
import dev.weir.ingest.record.ReadResult.Rejected;
import dev.weir.ingest.record.RejectionReason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a flat JSON object, native or Zeek's, in one pass: known keys are kept, everything else is skipped. */
public final class JsonRecords {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 1000;

    // Keys come from strangers: not interned, and a table flooded with colliding ones is given up, not an error. NaN is
    // let
    // through to be refused as the value of a named field.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(RawRecord.MAX_BYTES)
                    .maxNameLength(RawRecord.MAX_BYTES)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    /** Fills the record from the text; the rejection if the text is no JSON object. */
    @Nullable
    public Rejected read(char[] chars, int start, int length, RawRecord raw) {
        try (JsonParser parser = FACTORY.createParser(chars, start, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return new Rejected(RejectionReason.NOT_A_FLOW, "is a JSON list; send one flow per record");
            }
            readObject(parser, raw);
            return parser.nextToken() == null
                    ? null
                    : new Rejected(RejectionReason.MALFORMED_JSON, "has more text after the JSON object");
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

    private static void readObject(JsonParser parser, RawRecord raw) throws IOException {
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            Column column = Column.ofKey(key);
            if (token.isScalarValue() && !token.isBoolean()) {
                if (column != Column.IGNORED && token != JsonToken.VALUE_NULL) {
                    raw.put(column, parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
                }
            } else {
                parser.skipChildren();
                raw.putNested(column);
            }
        }
    }
}
