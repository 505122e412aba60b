package dev.weir.fold;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.encoding.PackedExample;
import dev.weir.encoding.PackedFlow;
import dev.weir.fold.json.AsciiJson;
import dev.weir.fold.trust.Weighing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads model events as one line of JSON each, so that an operator can read the log with a console consumer; models and
 * examples in it are base64. Decoding what was encoded gives an equal event, floats to the last bit. Thread-safe.
 */
public final class ModelEventCodec {
    public static final String LESSON = EventForm.LESSON;

    private static final Set<String> KINDS = Set.of(
            LESSON, EventForm.CHECKPOINT, EventForm.ROLLBACK, EventForm.INSTALL, EventForm.UNLEARN, EventForm.RELEARN);
    private static final JsonFactory JSON = AsciiJson.factory();

    private ModelEventCodec() {}

    /** The event's kind, which is its key in the log: such as {@code lesson} or {@code rollback}. */
    public static String kind(ModelEvent event) {
        if (event instanceof ModelEvent.Learn) {
            return LESSON;
        }
        if (event instanceof ModelEvent.TakeCheckpoint) {
            return EventForm.CHECKPOINT;
        }
        if (event instanceof ModelEvent.Unlearn) {
            return EventForm.UNLEARN;
        }
        if (event instanceof ModelEvent.Relearn) {
            return EventForm.RELEARN;
        }
        return event instanceof ModelEvent.RollBack ? EventForm.ROLLBACK : EventForm.INSTALL;
    }

    /** Whether a record's key says that it is a model event. */
    public static boolean isKind(byte @Nullable [] key) {
        return key != null && KINDS.contains(new String(key, StandardCharsets.UTF_8));
    }

    public static byte[] encode(ModelEvent event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(2_048);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("kind", kind(event));
            json.writeNumberField("v", version(event));
            writeFields(event, json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot happen: writing to memory failed", e);
        }
        return out.toByteArray();
    }

    /** @throws MalformedEventException if the bytes are no event of a known kind and version */
    public static ModelEvent decode(byte[] bytes) throws MalformedEventException {
        return EventFields.read(JSON, bytes).toEvent();
    }

    private static int version(ModelEvent event) {
        if (event instanceof ModelEvent.Learn learn) {
            if (learn.isWeighed()) {
                return weighedVersion(learn);
            }
            return isPacked(learn)
                    ? EventForm.PACKED_VERSION
                    : learn.teachesCategory() ? EventForm.CATEGORY_VERSION : EventForm.VERSION;
        }
        return EventForm.VERSION;
    }

    private static int weighedVersion(ModelEvent.Learn learn) {
        if (learn.weighing() == Weighing.HELD_BY_LOSS) {
            return EventForm.WEIGHED_VERSION;
        }
        if (learn.weighing() == Weighing.SECONDED) {
            return EventForm.SECONDED_VERSION;
        }
        return learn.lesson().score() == null ? EventForm.SURPRISE_VERSION : EventForm.CALIBRATING_VERSION;
    }

    private static boolean isPacked(ModelEvent.Learn learn) {
        return learn.lesson().packed() != null
                && (learn.isWeighed() || learn.equals(new ModelEvent.Learn(learn.lesson())));
    }

    private static void writeFields(ModelEvent event, JsonGenerator json) throws IOException {
        if (event instanceof ModelEvent.Learn learn) {
            writeLesson(learn, json);
        } else if (event instanceof ModelEvent.TakeCheckpoint checkpoint) {
            json.writeStringField("name", checkpoint.name());
            json.writeStringField("by", checkpoint.by());
        } else if (event instanceof ModelEvent.RollBack rollBack) {
            json.writeNumberField("to_version", rollBack.toVersion());
            json.writeStringField("to_digest", rollBack.toDigest());
            json.writeStringField("by", rollBack.by());
        } else if (event instanceof ModelEvent.Unlearn unlearn) {
            writeSelection(unlearn.lessons(), json);
            json.writeStringField("by", unlearn.by());
        } else if (event instanceof ModelEvent.Relearn relearn) {
            json.writeNumberField("unlearning", relearn.unlearning());
            json.writeStringField("by", relearn.by());
        } else if (event instanceof ModelEvent.Install install) {
            json.writeNumberField("lessons", install.state().lessons());
            json.writeStringField("by", install.by());
            if (install.onlyIfUntrained()) {
                json.writeBooleanField("only_if_untrained", true);
            }
            json.writeBinaryField("state", install.state().bytes());
        }
    }

    private static void writeSelection(Selection lessons, JsonGenerator json) throws IOException {
        json.writeNumberField("from", lessons.from());
        if (lessons.to() != Selection.OPEN) {
            json.writeNumberField("to", lessons.to());
        }
        if (lessons.analyst() != null) {
            json.writeStringField("analyst", lessons.analyst());
        }
        if (lessons.since() != null) {
            json.writeNumberField("since", lessons.since().toEpochMilli());
        }
        if (lessons.until() != null) {
            json.writeNumberField("until", lessons.until().toEpochMilli());
        }
        if (lessons.flowId() != null) {
            json.writeStringField("flow_id", lessons.flowId().value());
        }
    }

    private static void writeLesson(ModelEvent.Learn learn, JsonGenerator json) throws IOException {
        Lesson lesson = learn.lesson();
        json.writeStringField("flow_id", lesson.flowId().value());
        json.writeStringField("verdict", lesson.verdict().word());
        if (lesson.category() != null) {
            json.writeStringField("category", lesson.category());
        }
        json.writeStringField("analyst", lesson.analyst());
        json.writeBooleanField("correction", lesson.correction());
        if (lesson.score() != null) {
            json.writeNumberField("score", lesson.score());
        }
        PackedFlow packed = lesson.packed();
        if (packed != null && isPacked(learn)) {
            json.writeBinaryField("flow", packed.bytes());
        } else {
            json.writeBinaryField("example", PackedExample.pack(lesson.example()));
        }
    }
}
