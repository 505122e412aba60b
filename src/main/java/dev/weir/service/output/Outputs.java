package dev.weir.service.output;

import dev.weir.sharing.output.OutputSettings;
import dev.weir.sharing.privacy.Pseudonyms;
import dev.weir.sharing.sink.FileSink;
import dev.weir.sharing.sink.HttpSink;
import dev.weir.sharing.sink.Sink;
import dev.weir.topics.TopicNames;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the outputs for alerts and responses that the settings name. */
public final class Outputs {
    private static final long MEGABYTE = 1_000_000;

    private Outputs() {}

    /**
     * Starts to pass on; empty if the settings name no receiver.
     *
     * @param kafka settings of any Kafka client
     * @throws IllegalStateException if the settings cannot be followed; the message says what to do
     */
    public static Optional<OutputFeed> start(
            OutputSettings settings, TopicNames names, Map<String, Object> kafka, Optional<Pseudonyms> pseudonyms) {
        if (!settings.isOn()) {
            return Optional.empty();
        }
        List<String> topics =
                settings.responses() ? List.of(names.alerts(), names.responses()) : List.of(names.alerts());
        if (names.isOwn(settings.topic())) {
            throw new IllegalStateException(
                    "output.topic: " + settings.topic() + " is one of Weir's own topics; name another");
        }
        return Optional.of(OutputFeed.start(
                kafka,
                topics,
                names.prefix() + ".outputs",
                new Translator(settings.checked().format(), pseudonyms)::message,
                sinks(settings, kafka)));
    }

    static List<Sink> sinks(OutputSettings settings, Map<String, Object> kafka) {
        String authorization = authorization(settings);
        List<Sink> sinks = new ArrayList<>();
        if (!settings.file().isEmpty()) {
            sinks.add(new FileSink(Path.of(settings.file()), settings.fileSizeMb() * MEGABYTE, settings.filesKept()));
        }
        if (!settings.http().isEmpty()) {
            sinks.add(new HttpSink(
                    URI.create(settings.http()),
                    settings.httpKind(),
                    settings.format().isJson(),
                    settings.index(),
                    authorization));
        }
        if (!settings.topic().isEmpty()) {
            sinks.add(new TopicSink(settings.topic(), kafka));
        }
        return sinks;
    }

    private static String authorization(OutputSettings settings) {
        if (settings.authorizationFile().isEmpty()) {
            return "";
        }
        try {
            return Files.readString(Path.of(settings.authorizationFile())).strip();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "output.authorization-file: " + settings.authorizationFile() + " cannot be read", e);
        }
    }
}
