package dev.weir.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.weir.feedback.Feedback;
import dev.weir.feedback.FeedbackBody;
import dev.weir.flow.Printable;
import dev.weir.modelfile.ModelFile;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of requests: never more than allowed, and nothing that is not understood. */
final class RequestBody {
    static final int MAX_FEEDBACK_BYTES = 4 << 20;
    static final int MAX_COMMAND_BYTES = 4 << 10;
    /** A model file, a third longer for being base64. */
    static final int MAX_MODEL_BYTES = ModelFile.MAX_BYTES / 3 * 4 + MAX_COMMAND_BYTES;

    private static final int MAX_BY_LENGTH = 64;
    private static final int MAX_SHOWN = 40;
    private static final String UNNAMED = "api";

    /** Body of a request for a checkpoint. */
    record TakeCheckpoint(@Nullable String name, @Nullable String by) {}

    /** Body of a request to roll back. */
    record RollBack(@Nullable String to, @Nullable String by) {}

    /** Body of a request that says nothing. */
    record Nothing() {}

    /** Body of a request to install a model; the file as base64. */
    record InstallModel(@Nullable String file, @Nullable String by) {}

    /** Body of a request to unlearn lessons, or to take an unlearning back. */
    record Unlearn(
            @Nullable String lesson,
            @Nullable String analyst,
            @Nullable String flowId,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable Long takeBack,
            @Nullable Boolean preview,
            @Nullable String by) {}

    /** Body of a request for where the model became worse; verdicts by flow, none for those that were taught. */
    record Bisect(
            @Nullable Long good,
            @Nullable Long bad,
            @Nullable Map<String, String> verdicts) {}

    /** Body of a request for what was missed; the model as base64 of a file, or a version of the log. */
    record Hunt(
            @Nullable Long version,
            @Nullable String model,
            @Nullable Double threshold,
            @Nullable String host,
            @Nullable String indicator,
            @Nullable Integer top) {}

    /** Body of a request for how the flows of late differ from those before; of a day if no time is named. */
    record Since(@Nullable Instant since) {}

    /** Body of a request to prove a score, of an alert or flow, by a version of the model. */
    record Prove(@Nullable String id, @Nullable Long at) {}

    /** Body of a request that somebody look after alerts: who asks if nobody is named, nobody if the name is empty. */
    record Assign(
            @Nullable List<@Nullable String> alertIds,
            @Nullable String assignee) {}

    /** Body of a request to approve or undo a response. */
    record OfResponse(
            @Nullable String id,
            @Nullable String by,
            @Nullable String why) {}

    private RequestBody() {}

    static <T> T read(Context context, Class<T> type) {
        return read(context, type, MAX_COMMAND_BYTES);
    }

    static Bisect readBisect(Context context) {
        return read(context, Bisect.class, MAX_FEEDBACK_BYTES);
    }

    static Assign readAssign(Context context) {
        return read(context, Assign.class, MAX_FEEDBACK_BYTES);
    }

    static Hunt readHunt(Context context) {
        return read(context, Hunt.class, MAX_MODEL_BYTES);
    }

    static InstallModel readModel(Context context) {
        return read(context, InstallModel.class, MAX_MODEL_BYTES);
    }

    private static <T> T read(Context context, Class<T> type, int limit) {
        return read(bytes(context, limit), type);
    }

    /** @throws BadRequestResponse if these are not the JSON of such a value */
    static <T> T read(byte[] body, Class<T> type) {
        try {
            T value = ApiJson.read(body, type);
            if (value == null) {
                throw new BadRequestResponse("the body must be a JSON object");
            }
            return value;
        } catch (IOException e) {
            throw new BadRequestResponse(explain(e));
        }
    }

    /** One feedback object, or a list of them. */
    static List<Feedback> readFeedback(Context context) {
        return readFeedback(bytes(context, MAX_FEEDBACK_BYTES));
    }

    /** @throws BadRequestResponse if any of it is no feedback */
    static List<Feedback> readFeedback(byte[] body) {
        List<FeedbackBody> items;
        try {
            items = firstCharacter(body) == '['
                    ? ApiJson.read(body, new TypeReference<List<FeedbackBody>>() {})
                    : List.of(ApiJson.read(body, FeedbackBody.class));
        } catch (IOException e) {
            throw new BadRequestResponse(explain(e));
        } catch (NullPointerException e) {
            throw new BadRequestResponse("the body must be a JSON object or a list of them");
        }
        List<Feedback> feedback = new ArrayList<>(items.size());
        for (FeedbackBody item : items) {
            feedback.add(checked(item, feedback.size()));
        }
        return feedback;
    }

    /** Flows in any form. */
    static byte[] flows(Context context) {
        return bytes(context, MAX_FEEDBACK_BYTES);
    }

    /** The value of a key that must be there. */
    static String required(String key, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new BadRequestResponse("\"" + key + "\" is missing");
        }
        return value;
    }

    /** The bytes that a value stands for in base64. */
    static byte[] decoded(String key, String value) {
        try {
            return Base64.getDecoder().decode(value);
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse("\"" + key + "\" must be base64");
        }
    }

    /** Who asks, for the audit trail. */
    static String by(@Nullable String by) {
        if (by == null) {
            return UNNAMED;
        }
        if (by.isEmpty() || by.length() > MAX_BY_LENGTH || !Printable.isText(by)) {
            throw new BadRequestResponse("\"by\" must have 1 to " + MAX_BY_LENGTH + " printable characters");
        }
        return by;
    }

    private static Feedback checked(@Nullable FeedbackBody item, int position) {
        try {
            if (item == null) {
                throw new IllegalArgumentException("null is no feedback");
            }
            return item.toFeedback();
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse("feedback " + (position + 1) + ": " + e.getMessage());
        }
    }

    /** Reads one byte more than is told or allowed, rather than trust Content-Length, which a chunked request does not have. */
    private static byte[] bytes(Context context, int limit) {
        try {
            int told = context.contentLength();
            byte[] body = context.bodyInputStream().readNBytes(told < 0 || told > limit ? limit + 1 : told + 1);
            if (body.length > limit) {
                throw new ContentTooLargeResponse("the body may have at most " + limit + " bytes");
            }
            return body;
        } catch (IOException e) {
            throw new BadRequestResponse("the body ended early");
        }
    }

    private static int firstCharacter(byte[] body) {
        for (byte b : body) {
            if (b > ' ') {
                return b;
            }
        }
        return -1;
    }

    private static String explain(IOException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "unknown key \"" + Printable.escape(unknown.getPropertyName(), MAX_SHOWN) + "\": known are "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "));
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return "a value of the wrong type at " + path(mapping);
        }
        JsonLocation where = e instanceof JsonProcessingException json ? json.getLocation() : null;
        return "the body is not the JSON expected here"
                + (where == null ? "" : ", line " + where.getLineNr() + ", column " + where.getColumnNr());
    }

    private static String path(JsonMappingException mapping) {
        return mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "item " + (step.getIndex() + 1) : step.getFieldName())
                .collect(Collectors.joining(", "));
    }
}
