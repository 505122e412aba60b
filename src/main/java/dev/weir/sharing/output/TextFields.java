package dev.weir.sharing.output;

import dev.weir.flow.Host;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Names and values for lines of text, in order; what is not known is left out. */
final class TextFields {
    private final Map<String, String> fields = new LinkedHashMap<>();

    TextFields put(String name, String value) {
        fields.put(name, value);
        return this;
    }

    TextFields put(String name, Optional<String> value) {
        value.ifPresent(text -> fields.put(name, text));
        return this;
    }

    TextFields put(String name, OptionalLong value) {
        value.ifPresent(number -> fields.put(name, Long.toString(number)));
        return this;
    }

    TextFields host(String name, Optional<Host> host) {
        return put(name, host.map(Host::text));
    }

    Map<String, String> all() {
        return fields;
    }
}
