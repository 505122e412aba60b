package dev.weir.service.output;

import dev.weir.desk.DeskFeed;
import dev.weir.sharing.intel.IntelStore;
import dev.weir.sharing.output.OutputSettings;
import dev.weir.sharing.privacy.Pseudonyms;
import dev.weir.sharing.sink.FileSink;
import dev.weir.sharing.sink.HttpSink;
import dev.weir.sharing.sink.Sink;
import dev.weir.sharing.sink.TaxiiCollection;
import dev.weir.topics.TopicNames;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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

    /**
     * Starts to add what analysts confirm to a TAXII collection; empty if the settings name none.
     *
     * @param others the indicators of others, on which verdicts are opinions
     * @throws IllegalStateException if the settings cannot be followed; the message says what to do
     */
    public static Optional<IndicatorPush> startPush(OutputSettings settings, DeskFeed desk, IntelStore others) {
        if (settings.taxii().isEmpty()) {
            return Optional.empty();
        }
        String login = authorization("output.taxii-authorization-file", settings.taxiiAuthorizationFile());
        Clock clock = Clock.systemUTC();
        IndicatorPush push = new IndicatorPush(
                new ConfirmedOnDesk(desk, others, settings.organisation(), clock),
                new TaxiiCollection(URI.create(settings.taxii()), login),
                clock);
        push.start();
        return Optional.of(push);
    }

    static List<Sink> sinks(OutputSettings settings, Map<String, Object> kafka) {
        String authorization = authorization("output.authorization-file", settings.authorizationFile());
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

    private static String authorization(String setting, String file) {
        if (file.isEmpty()) {
            return "";
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new IllegalStateException(setting + ": " + file + " cannot be read", e);
        }
    }
}
