package dev.weir.service.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.alert.ScoringSettings;
import dev.weir.api.ApiSettings;
import dev.weir.cli.settings.Settings;
import dev.weir.detector.responses.ResponseSettings;
import dev.weir.flow.Label;
import dev.weir.ingest.NativeJson;
import dev.weir.modelfile.ModelSettings;
import dev.weir.service.DataDirectory;
import dev.weir.service.DetectorStart;
import dev.weir.service.RunFile;
import dev.weir.service.Service;
import dev.weir.simulation.TrafficSimulator;
import dev.weir.simulation.office.SimulationSettings;
import dev.weir.stream.ProcessingSettings;
import dev.weir.topics.TopicSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A whole {@code weir up} in this process, whose console a browser opens. */
final class ConsoleDetector implements AutoCloseable {
    private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/login\\?code=\\S+");
    private static final Pattern SECRET = Pattern.compile("\"token\":\"([^\"]+)\"");
    /** A busy machine may take its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration REST = Duration.ofMillis(100);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final DataDirectory directory;
    /** Two hours of an invented office that end now. */
    private final TrafficSimulator office = new TrafficSimulator(
            new SimulationSettings(7, 60, 0.05, Instant.now().minus(Duration.ofHours(2)), Duration.ofHours(2)));

    private int flowsSent;
    private Settings settings;
    private Service service;

    private ConsoleDetector(Path folder, ResponseSettings response) {
        this.directory = new DataDirectory(folder);
        this.settings = settings(folder, 0, response);
        this.service = Service.start(directory, settings, DetectorStart::start);
        this.settings = settings(folder, RunFile.find(directory).apiPort(), response);
    }

    static ConsoleDetector start(Path folder) {
        return new ConsoleDetector(folder, Settings.defaults(folder).response());
    }

    /** One that follows a playbook, and lists what it blocks. */
    static ConsoleDetector startWith(Path folder, Path playbook, Path feed) {
        ResponseSettings usual = ResponseSettings.defaults();
        return new ConsoleDetector(
                folder,
                new ResponseSettings(
                        playbook.toString(),
                        "",
                        feed.toString(),
                        "",
                        "",
                        "",
                        "",
                        "",
                        usual.decisions(),
                        usual.guards()));
    }

    /** As the demo's: one partition, a fixed threshold, no baseline, so that the same flows give the same alerts. */
    private static Settings settings(Path folder, int apiPort, ResponseSettings response) {
        Settings defaults = Settings.defaults(folder);
        TopicSettings topics = defaults.topics();
        ProcessingSettings processing = defaults.processing();
        return new Settings(
                new TopicSettings(
                        topics.names(),
                        1,
                        topics.replicationFactor(),
                        topics.flowsRetention(),
                        topics.feedbackRetention(),
                        topics.historyRetention()),
                new ProcessingSettings(
                        processing.guarantee(),
                        processing.threads(),
                        Duration.ofMillis(25),
                        processing.rekeyBySource()),
                defaults.features(),
                ScoringSettings.ofThreshold(ScoringSettings.DEFAULT_THRESHOLD),
                defaults.alerts(),
                defaults.feedback().withGrace(Duration.ofMillis(500)),
                defaults.checkpoints(),
                new ModelSettings(ModelSettings.NONE),
                defaults.broker(),
                ApiSettings.ofPort(apiPort),
                response,
                defaults.output(),
                defaults.privacy(),
                defaults.kafka());
    }

    /** A link that logs an operator in, once. */
    String link() {
        StringWriter banner = new StringWriter();
        service.banner(new PrintWriter(banner, true));
        return found(LINK, banner.toString()).group();
    }

    int port() {
        return settings.api().port();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    /** What the API answers to the owner of the process. */
    String ask(String method, String path, String body) {
        return askAs(RunFile.find(directory).token(), method, path, body);
    }

    /** What the API answers to the holder of a token. */
    String askAs(String token, String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/api/v1" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A token of a role, to log in with. */
    String token(String name, String role) {
        String made = ask("POST", "/tokens", "{\"name\":\"" + name + "\",\"role\":\"" + role + "\"}");
        return found(SECRET, made).group(1);
    }

    /** Sends the next flows of the office, an attacker's among them, at most so many; returns when all are scored. */
    void sendOffice(int flows) {
        List<byte[]> sent = new ArrayList<>();
        while (sent.size() < flows && office.hasNext()) {
            sent.add(NativeJson.bytes(office.next().flow(), Label.UNKNOWN));
        }
        send(service.kafka().topics().flows(), sent);
        flowsSent += sent.size();
        String all = "\"flows_scored\":" + flowsSent + ",";
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ask("GET", "/status?digest=false", "").contains(all)) {
            assertThat(System.nanoTime()).as("time to score the office").isLessThan(deadline);
            LockSupport.parkNanos(REST.toNanos());
        }
    }

    /** Puts a record on the topic of alerts, where anybody with the right to write may. */
    void sendAlert(String json) {
        sendAlerts(List.of(json));
    }

    void sendAlerts(List<String> jsons) {
        send(
                service.kafka().topics().alerts(),
                jsons.stream()
                        .map(json -> json.getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                service.kafka().client(Map.of()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    String flowsTopic() {
        return service.kafka().topics().flows();
    }

    private void send(String topic, List<byte[]> values) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            List<Future<RecordMetadata>> sent = values.stream()
                    .map(value -> producer.send(new ProducerRecord<>(topic, null, value)))
                    .toList();
            producer.flush();
            assertThat(sent).allSatisfy(one -> assertThat(one).succeedsWithin(Duration.ofMinutes(1)));
        }
    }

    void stop() {
        service.close();
    }

    /** Starts it again on the same folder and port. */
    void startAgain() {
        service = Service.start(directory, settings, DetectorStart::start);
    }

    @Override
    public void close() {
        service.close();
    }

    private static Matcher found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return matcher;
    }
}
