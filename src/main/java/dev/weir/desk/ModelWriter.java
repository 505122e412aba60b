package dev.weir.desk;

import dev.weir.fold.Lesson;
import dev.weir.fold.MalformedEventException;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import dev.weir.fold.Selection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Keeps the events of the model log, without the models and examples. */
final class ModelWriter {
    private final DeskWriter desk;

    ModelWriter(DeskWriter desk) {
        this.desk = desk;
    }

    /** What is no event is left out here as the fold leaves it out. */
    void write(long offset, byte @Nullable [] value, long atMillis) throws SQLException {
        if (value == null) {
            return;
        }
        ModelEvent event;
        try {
            event = ModelEventCodec.decode(value);
        } catch (MalformedEventException e) {
            return;
        }
        KeptEvent kept = kept(offset + 1, event, atMillis);
        desk.update(
                "INSERT OR REPLACE INTO model_events(version, kind, at, by, flow, verdict, category, correction, name,"
                        + " to_version) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                kept.version(),
                kept.kind(),
                kept.atMillis(),
                kept.by(),
                kept.flowId(),
                kept.verdict(),
                kept.category(),
                kept.correction() ? 1 : 0,
                kept.name(),
                kept.toVersion());
        desk.change(
                "model",
                new ChangeJson()
                        .put("version", kept.version())
                        .put("event", kept.kind())
                        .put("by", kept.by())
                        .put("flow_id", kept.flowId())
                        .put("verdict", kept.verdict()));
    }

    private static KeptEvent kept(long version, ModelEvent event, long at) {
        String kind = ModelEventCodec.kind(event);
        if (event instanceof ModelEvent.Learn learn) {
            Lesson lesson = learn.lesson();
            return new KeptEvent(
                    version,
                    kind,
                    at,
                    lesson.analyst(),
                    lesson.flowId().value(),
                    lesson.verdict().word(),
                    lesson.category(),
                    lesson.correction(),
                    null,
                    null);
        }
        if (event instanceof ModelEvent.TakeCheckpoint checkpoint) {
            return new KeptEvent(version, kind, at, checkpoint.by(), null, null, null, false, checkpoint.name(), null);
        }
        if (event instanceof ModelEvent.RollBack rollBack) {
            return new KeptEvent(version, kind, at, rollBack.by(), null, null, null, false, null, rollBack.toVersion());
        }
        if (event instanceof ModelEvent.Unlearn unlearn) {
            Selection lessons = unlearn.lessons();
            String flow = lessons.flowId() == null ? null : lessons.flowId().value();
            return new KeptEvent(
                    version, kind, at, unlearn.by(), flow, null, null, false, lessons.analyst(), lessons.from());
        }
        if (event instanceof ModelEvent.Relearn relearn) {
            return new KeptEvent(
                    version, kind, at, relearn.by(), null, null, null, false, null, relearn.unlearning() + 1);
        }
        String by = event instanceof ModelEvent.Install install ? install.by() : "";
        return new KeptEvent(version, kind, at, by, null, null, null, false, null, null);
    }
}
