package dev.weir.ingest.doctor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.weir.flow.Printable;
import dev.weir.ingest.FlowReader;
import dev.weir.ingest.FlowRecord;
import dev.weir.ingest.record.Column;
import dev.weir.ingest.record.Names;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the names of fields, of JSON records and of headers, and tells those that Weir knows from those that it does not. */
final class FieldNames {
    private static final int MAX_NAMES = 500;
    private static final int MAX_NAME_LENGTH = 64;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(64).build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private final Names names = Names.all();
    private final Set<String> read = new LinkedHashSet<>();
    private final Set<String> ignored = new LinkedHashSet<>();
    private @Nullable String lastLayout;
    private boolean sampled;

    void take(FlowRecord record) {
        byte[] value = record.value();
        if (value.length > 0 && value.length <= FlowReader.MAX_VALUE_BYTES && (value[0] == '{' || value[0] == '[')) {
            takeJson(value);
        } else if (record.layout() != null && !record.layout().equals(lastLayout)) {
            lastLayout = record.layout();
            takeHeader(record.layout());
        }
    }

    private void takeJson(byte[] value) {
        try (JsonParser parser = FACTORY.createParser(value)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    takeObject(parser, "", names);
                }
            }
        } catch (IOException e) {
            // What is broken is told as a dead letter; the names before it count.
        }
    }

    private void takeObject(JsonParser parser, String path, Names known) throws IOException {
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            Names name = known.child(key);
            if (token == JsonToken.START_OBJECT) {
                // Inside what is not known, the names of a whole record may stand, as shippers wrap it.
                takeObject(parser, path + key + ".", name.hasChildren() ? name : names);
                continue;
            }
            if (name.column() == Column.SAMPLING_RATE) {
                sampled |= parser.getValueAsLong(0) > 1;
            }
            parser.skipChildren();
            add(path + key, name.column());
        }
    }

    private void takeHeader(String layout) {
        String line = layout.lines()
                .filter(text -> !text.startsWith("#") || text.startsWith("#fields"))
                .findFirst()
                .orElse("")
                .replaceFirst("^#fields.", "");
        for (String name : line.split("[,;|\\t]| {3}", -1)) {
            String plain = name.strip().replace("\"", "");
            if (!plain.isEmpty()) {
                add(plain, names.ofHeader(plain));
            }
        }
    }

    private void add(String name, Column column) {
        Set<String> set = column == Column.IGNORED ? ignored : read;
        if (set.size() < MAX_NAMES) {
            set.add(Printable.escape(name, MAX_NAME_LENGTH));
        }
    }

    List<String> read() {
        return List.copyOf(read);
    }

    List<String> ignored() {
        return List.copyOf(ignored);
    }

    boolean sampled() {
        return sampled;
    }
}
