package dev.weir.api;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.api.network.PlainHttp;
import dev.weir.checkpoint.Checkpoint;
import dev.weir.detector.Installation;
import dev.weir.detector.RefusedException;
import dev.weir.detector.ReviewItem;
import dev.weir.detector.RolledBack;
import dev.weir.detector.Status;
import dev.weir.detector.Verification;
import dev.weir.detector.responses.ResponseQuery;
import dev.weir.feedback.Feedback;
import dev.weir.feedback.FeedbackBody;
import dev.weir.fold.ModelDifference;
import dev.weir.response.ResponseGroup;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The detector of another process on this machine, asked over its {@link ApiServer}. Every method throws {@link
 * RefusedException} if the detector refuses, and {@link UncheckedIOException} if it does not answer.
 */
public final class ApiClient {
    private static final int HTTP_OK = 200;
    private static final String EVENT = "event:";
    private static final String DATA = "data:";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    /** Folding a long log again takes as long as it takes. */
    private static final Duration VERIFY_TIMEOUT = Duration.ofHours(6);

    /** An error of the server. */
    record Failure(String type, String title, int status, String detail) {}

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .sslContext(PlainHttp.noTls())
            .proxy(ProxySelector.of(null))
            .build();
    private final String root;
    private final String token;

    public ApiClient(int port, String token) {
        this.root = "http://" + ApiServer.HOST + ":" + port;
        this.token = token;
    }

    /** Where the detector stands now. */
    public Status status() {
        return read(get(Route.ROOT + "/status"), new TypeReference<>() {});
    }

    /** Like {@link #status}, but for the digest of the model, which takes a while where the model has changed. */
    public Status progress() {
        return read(get(Route.ROOT + "/status?digest=false"), new TypeReference<>() {});
    }

    /** All checkpoints, newest first. */
    public List<Checkpoint> checkpoints() {
        return read(get(Route.ROOT + "/checkpoints"), new TypeReference<>() {});
    }

    /** Takes a checkpoint, and waits until it is there. */
    public Checkpoint takeCheckpoint(String name, String by) {
        return read(
                post(Route.ROOT + "/checkpoints", new RequestBody.TakeCheckpoint(name, by), TIMEOUT),
                new TypeReference<>() {});
    }

    /** Rolls every instance back, and waits up to 10 s until this one has. */
    public RolledBack rollBack(String idOrName, String by) {
        return read(
                post(Route.ROOT + "/rollback", new RequestBody.RollBack(idOrName, by), TIMEOUT),
                new TypeReference<>() {});
    }

    /** What changed between two checkpoints; {@code live} names the model as it is now. */
    public ModelDifference difference(String from, String to) {
        return read(get(Route.ROOT + "/diff?from=" + encode(from) + "&to=" + encode(to)), new TypeReference<>() {});
    }

    /** Has the model rebuilt from the log and compared. May take minutes on a long log. */
    public Verification verify() {
        return read(post(Route.ROOT + "/verify", Map.of(), VERIFY_TIMEOUT), new TypeReference<>() {});
    }

    /** The model as it is now, as a file. */
    public byte[] exportModel() {
        return get(Route.ROOT + "/model");
    }

    /** Makes every instance go on with the model of a file. */
    public Installation installModel(byte[] file, String by) {
        String base64 = Base64.getEncoder().encodeToString(file);
        return read(
                post(Route.ROOT + "/model", new RequestBody.InstallModel(base64, by), TIMEOUT),
                new TypeReference<>() {});
    }

    /** The recent flows whose verdict would teach most, the best first. */
    public List<ReviewItem> review(int most) {
        return read(get(Route.ROOT + "/review?top=" + most), new TypeReference<>() {});
    }

    /**
     * Puts feedback onto its topic.
     *
     * @return partition and offset of each record, which names it
     */
    public List<String> give(List<Feedback> feedback) {
        byte[] sent = post(
                Route.ROOT + "/feedback",
                feedback.stream().map(FeedbackBody::of).toList(),
                TIMEOUT);
        return read(sent, new TypeReference<DeskAnswers.Sent>() {}).feedback().stream()
                .map(DeskAnswers.Link::feedbackId)
                .toList();
    }

    /**
     * Asks what has no method here.
     *
     * @param path after the version, with its query
     * @param body as JSON; null for none
     */
    public JsonNode ask(String method, String path, @Nullable Object body) {
        HttpRequest.BodyPublisher content = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(ApiJson.write(body));
        byte[] answer = send(request(Route.ROOT + path, TIMEOUT)
                .header("Content-Type", "application/json")
                .method(method, content)
                .build());
        return read(answer, new TypeReference<>() {});
    }

    /** Like {@link #askLong(String, Object, Class)}, without a body. */
    public <T> T askLong(String path, Class<T> answer) {
        byte[] sent = send(request(Route.ROOT + path, VERIFY_TIMEOUT).GET().build());
        try {
            return ApiJson.read(sent, answer);
        } catch (IOException e) {
            throw notUnderstood(e);
        }
    }

    /** Asks what may take as long as telling the whole log again. */
    public <T> T askLong(String path, Object body, Class<T> answer) {
        byte[] sent = post(Route.ROOT + path, body, VERIFY_TIMEOUT);
        try {
            return ApiJson.read(sent, answer);
        } catch (IOException e) {
            throw notUnderstood(e);
        }
    }

    /**
     * Listens to what changes, until the detector ends or the thread is interrupted.
     *
     * @param listener is given the kind of each change and its JSON
     */
    public void listen(BiConsumer<String, JsonNode> listener) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + Route.ROOT + "/events"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .build();
        try {
            HttpResponse<Stream<String>> answer = http.send(request, HttpResponse.BodyHandlers.ofLines());
            if (answer.statusCode() != HTTP_OK) {
                throw new RefusedException("the detector answered with HTTP status " + answer.statusCode());
            }
            String[] kind = {""};
            answer.body().forEach(line -> {
                if (line.startsWith(EVENT)) {
                    kind[0] = line.substring(EVENT.length()).strip();
                } else if (line.startsWith(DATA)) {
                    listener.accept(
                            kind[0],
                            read(
                                    line.substring(DATA.length()).getBytes(StandardCharsets.UTF_8),
                                    new TypeReference<>() {}));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The responses that are asked for, the first first. */
    public List<ObjectNode> responses(ResponseQuery query) {
        String groups = query.groups().stream().map(ResponseGroup::word).collect(Collectors.joining(","));
        String host = query.host() == null ? "" : "&host=" + encode(query.host());
        String path = Route.ROOT + "/responses?group=" + groups + host + "&limit=" + query.most();
        return read(get(path), new TypeReference<>() {});
    }

    /** Says yes to a proposed response. */
    public ObjectNode approve(String responseId, String by) {
        RequestBody.OfResponse body = new RequestBody.OfResponse(responseId, by, null);
        return read(post(Route.ROOT + "/responses/approve", body, TIMEOUT), new TypeReference<>() {});
    }

    /** Takes back what a response does, or refuses what it proposes. */
    public ObjectNode undo(String responseId, String by, @Nullable String why) {
        RequestBody.OfResponse body = new RequestBody.OfResponse(responseId, by, why);
        return read(post(Route.ROOT + "/responses/undo", body, TIMEOUT), new TypeReference<>() {});
    }

    private byte[] get(String path) {
        return send(request(path, TIMEOUT).GET().build());
    }

    private byte[] post(String path, Object body, Duration timeout) {
        return send(request(path, timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(ApiJson.write(body)))
                .build());
    }

    private HttpRequest.Builder request(String path, Duration timeout) {
        return HttpRequest.newBuilder(URI.create(root + path))
                .timeout(timeout)
                .header("Authorization", "Bearer " + token);
    }

    private byte[] send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 != 2) {
                throw new RefusedException(error(response));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("interrupted while asking the detector"));
        }
    }

    private static String error(HttpResponse<byte[]> response) {
        try {
            return ApiJson.read(response.body(), Failure.class).detail();
        } catch (IOException e) {
            return "the detector answered with HTTP status " + response.statusCode();
        }
    }

    private static <T> T read(byte[] json, TypeReference<T> type) {
        try {
            return ApiJson.read(json, type);
        } catch (IOException e) {
            throw notUnderstood(e);
        }
    }

    private static UncheckedIOException notUnderstood(IOException e) {
        return new UncheckedIOException(
                new IOException("the detector's answer is not understood: is it of another version of Weir?", e));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
