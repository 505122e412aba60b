package dev.weir.cli.model;

import dev.weir.fold.Lesson;
import dev.weir.fold.MalformedEventException;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import dev.weir.service.KafkaTarget;
import dev.weir.topics.ModelLogReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what was taught here from the model log: the last verdict on each flow, also where it was unlearned since. */
final class TaughtHere {
    private TaughtHere() {}

    static List<Lesson> lessons(KafkaTarget kafka) {
        ModelLogReader log =
                new ModelLogReader(kafka.client(Map.of()), kafka.topics().modelLog());
        Map<String, Lesson> byFlow = new LinkedHashMap<>();
        log.read(0, log.end(), (offset, at, key, value) -> note(value, byFlow));
        return List.copyOf(byFlow.values());
    }

    private static void note(byte @Nullable [] value, Map<String, Lesson> byFlow) {
        if (value == null) {
            return;
        }
        try {
            if (ModelEventCodec.decode(value) instanceof ModelEvent.Learn learn) {
                byFlow.put(learn.lesson().flowId().value(), learn.lesson());
            }
        } catch (MalformedEventException e) {
            // The fold sets it aside too.
            return;
        }
    }
}
