package dev.weir.topics;

import dev.weir.flow.Printable;
import dev.weir.fold.ModelEventCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refuses, before anything starts, a model log that the model cannot go on from. */
public final class ModelLogCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ModelLogCheck.class);
    private static final int FIRST_RECORDS = 100;
    private static final int MAX_KEY = 40;

    private final ModelLogReader log;
    private final String topic;
    private final Path directory;

    /** @param directory where the model is, for the messages */
    public ModelLogCheck(ModelLogReader log, Path directory) {
        this.log = log;
        this.topic = log.partition().topic();
        this.directory = directory;
    }

    /**
     * Holds the log against a model.
     *
     * @param version of the model
     * @throws IllegalStateException if they do not fit; the message says what to do
     */
    public void check(long version) {
        long beginning = log.beginning();
        long end = log.end();
        refuseForeign(beginning, end);
        if (beginning > version) {
            throw new IllegalStateException(topic + " begins at offset " + beginning + ", but the model in " + directory
                    + " is at version " + version + ": the log was truncated, so the model cannot be"
                    + " rebuilt. Restore the topic, or start on another topics.prefix with an exported model.");
        }
        if (version > end) {
            throw new IllegalStateException(topic + " ends at offset " + end + ", but the model in " + directory
                    + " is at version " + version
                    + ": this is another log than the one the model was folded from. Point"
                    + " Weir at the right Kafka, or at an empty data folder.");
        }
        if (beginning > 0) {
            LOG.warn(
                    "{} was truncated: it begins at offset {}. The model here holds what is gone and goes on, but the log"
                            + " can no longer prove it, and an instance without this folder cannot start: restore the topic",
                    topic,
                    beginning);
        }
    }

    /** Somebody may have written there what is none of Weir's, so only a log without any event at its start is foreign. */
    private void refuseForeign(long beginning, long end) {
        First first = new First();
        log.read(
                beginning,
                Math.min(end, beginning + FIRST_RECORDS),
                (offset, at, key, value) -> first.note(key, value));
        if (first.records > 0 && first.events == 0) {
            throw new IllegalStateException(topic + " holds records that Weir did not write; the first has the key "
                    + first.key + ". If the topic belongs to something else, set topics.prefix to another name; if"
                    + " nobody needs it, delete it, and Weir makes its own.");
        }
    }

    private static final class First {
        private int records;
        private int events;
        private String key = "";

        void note(byte @Nullable [] recordKey, byte @Nullable [] value) {
            if (records++ == 0) {
                key = recordKey == null
                        ? "null"
                        : '"' + Printable.escape(new String(recordKey, StandardCharsets.UTF_8), MAX_KEY) + '"';
            }
            boolean isObject = value != null && value.length > 0 && value[0] == '{';
            events += isObject && ModelEventCodec.isKind(recordKey) ? 1 : 0;
        }
    }
}
