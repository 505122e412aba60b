package dev.weir.service.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.sharing.output.Finding;
import dev.weir.sharing.output.OutputFormat;
import dev.weir.sharing.privacy.Pseudonyms;
import dev.weir.sharing.sink.Message;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns records of the alerts and responses topics into messages, with pseudonyms where that is set. */
final class Translator {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OutputFormat format;
    private final Optional<Pseudonyms> pseudonyms;

    Translator(OutputFormat format, Optional<Pseudonyms> pseudonyms) {
        this.format = format;
        this.pseudonyms = pseudonyms;
    }

    /** The message of a record; empty if it is no alert and no response, as somebody else's record or a tombstone would be. */
    Optional<Message> message(byte @Nullable [] record) {
        if (record == null) {
            return Optional.empty();
        }
        try {
            JsonNode tree = JSON.readTree(record);
            if (tree instanceof ObjectNode object) {
                // Only Weir itself can read these.
                object.remove(List.of("schema", "features"));
            }
            JsonNode told = pseudonyms
                    .map(some -> some.inTree(tree, Finding.micros(tree)))
                    .orElse(tree);
            return Finding.of(told)
                    .map(finding ->
                            new Message(finding.id(), finding.isResponse(), finding.at(), format.write(finding)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
