package dev.weir.service.output;

import dev.weir.desk.audit.AuditLog;
import dev.weir.response.ResponseState;
import dev.weir.response.ResponseStep;
import dev.weir.response.record.ResponseJson;
import dev.weir.sharing.sink.Message;
import dev.weir.sharing.sink.Sink;
import dev.weir.topics.TopicNames;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records what Weir did to traffic without being asked, at least once; what people decide is recorded where they ask. It follows
 * the topic of responses, so that nothing is missing after a crash.
 */
public final class ResponseAudit implements Sink {
    private static final String ACTOR = ResponseStep.WEIR;

    private final AuditLog log;

    private ResponseAudit(AuditLog log) {
        this.log = log;
    }

    /** @param kafka settings of any Kafka client */
    public static OutputFeed start(Map<String, Object> kafka, TopicNames names, AuditLog log) {
        return OutputFeed.start(
                kafka,
                List.of(names.responses()),
                names.prefix() + ".responses.audit",
                ResponseAudit::ownDeed,
                List.of(new ResponseAudit(log)));
    }

    private static Optional<Message> ownDeed(byte @Nullable [] record) {
        byte[] body = record == null ? new byte[0] : record;
        return ResponseJson.read(record)
                .filter(step -> step.state() == ResponseState.APPROVED
                        && step.by().equals(ACTOR)
                        && step.plan().action().changesTraffic())
                .map(step -> new Message(step.id(), true, step.at(), body));
    }

    @Override
    public String name() {
        return "the audit";
    }

    @Override
    public int deliver(List<Message> batch) throws IOException {
        for (Message message : batch) {
            ResponseStep step = ResponseJson.read(message.body()).orElseThrow();
            try {
                log.append(
                        ACTOR,
                        ACTOR,
                        "response-act",
                        Map.of(
                                "id", step.id(),
                                "action", step.plan().action().word(),
                                "host", step.plan().target().host().text(),
                                "rule", step.plan().rule(),
                                "alert", step.plan().alertId().value()));
            } catch (IllegalStateException e) {
                throw new IOException(e);
            }
        }
        return 0;
    }

    /** The log is its owner's to close. */
    @Override
    public void close() {}
}
