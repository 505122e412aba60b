package dev.weir.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.api.network.OtherInstances;
import dev.weir.detector.DetectAnswer;
import dev.weir.detector.Detector;
import dev.weir.detector.RefusedException;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Routes for programs that ask about a flow. They only read behaviour, unless the flow is to be observed: then it is sent to the flows topic too. */
final class DetectRoutes {
    private static final int MOST_FLOWS = 10_000;
    /** How a flow without a time is refused. */
    private static final String WITHOUT_TIME = "missing_field: ts is missing";

    private final Detector detector;
    private final Clock clock;
    private final OtherInstances others;

    /** An answer in a batch: one of the two is null. */
    record Answer(
            @Nullable DetectAnswer detection, @Nullable String error) {}

    /** A flow that was asked about, with the time it was given if it had none. */
    private static final class Asked {
        private final byte[] record;
        private final DetectAnswer answer;

        Asked(byte[] record, DetectAnswer answer) {
            this.record = record;
            this.answer = answer;
        }
    }

    DetectRoutes(Detector detector, Clock clock, OtherInstances others) {
        this.detector = detector;
        this.clock = clock;
        this.others = others;
    }

    /** Answered by the instance that knows the source; by this one if that is not to be asked. */
    void one(Context context) {
        try {
            Asked asked = detected(RequestBody.flows(context), null, isObserved(context));
            boolean isToBePassedOn = asked.answer.behaviour().equals(DetectAnswer.ELSEWHERE)
                    && context.header(OtherInstances.PASSED_ON) == null;
            Optional<byte[]> other = isToBePassedOn
                    ? detector.holder(asked.record)
                            .flatMap(told -> others.detect(told, asked.record, Guard.authorization(context)))
                    : Optional.empty();
            if (other.isPresent()) {
                context.contentType("application/json").result(other.get());
            } else {
                ApiRoutes.answer(context, asked.answer);
            }
        } catch (RefusedException e) {
            throw new BadRequestResponse(String.valueOf(e.getMessage()));
        }
    }

    /** A flow in JSON that does not say when it began begins now. */
    private Asked detected(byte[] record, @Nullable String layout, boolean isObserved) {
        byte[] read = record;
        DetectAnswer answer;
        try {
            answer = detector.detect(record, layout);
        } catch (RefusedException e) {
            if (!WITHOUT_TIME.equals(e.getMessage()) || record.length == 0 || record[0] != '{') {
                throw e;
            }
            String rest = new String(record, 1, record.length - 1, StandardCharsets.UTF_8);
            read = ("{\"ts\":\"" + clock.instant() + "\"," + rest).getBytes(StandardCharsets.UTF_8);
            answer = detector.detect(read, layout);
        }
        if (isObserved) {
            detector.observe(read);
        }
        return new Asked(read, answer);
    }

    void batch(Context context) {
        List<byte[]> records = records(RequestBody.flows(context));
        @Nullable String layout = records.isEmpty() ? null : layout(records.get(0));
        List<byte[]> flows = layout == null ? records : records.subList(1, records.size());
        if (flows.isEmpty() || flows.size() > MOST_FLOWS) {
            throw new BadRequestResponse("a batch has 1 to " + MOST_FLOWS + " flows, this one " + flows.size());
        }
        boolean isObserved = isObserved(context);
        if (isObserved && layout != null) {
            throw new BadRequestResponse("flows to be observed cannot share a header line: send them as JSON");
        }
        List<Answer> answers = new ArrayList<>(flows.size());
        for (byte[] flow : flows) {
            answers.add(answer(flow, layout, isObserved));
        }
        ApiRoutes.answer(context, answers);
    }

    private Answer answer(byte[] flow, @Nullable String layout, boolean isObserved) {
        try {
            return new Answer(detected(flow, layout, isObserved).answer, null);
        } catch (RefusedException e) {
            return new Answer(null, e.getMessage());
        }
    }

    private static boolean isObserved(Context context) {
        return "true".equals(context.queryParam("observe"));
    }

    /** A JSON array of flows, or one flow a line. */
    private static List<byte[]> records(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        List<byte[]> records = new ArrayList<>();
        if (text.startsWith("[")) {
            try {
                for (JsonNode flow : ApiJson.read(body, JsonNode.class)) {
                    records.add(flow.toString().getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                throw new BadRequestResponse("the body is no JSON array of flows");
            }
        } else {
            text.lines()
                    .filter(line -> !line.isBlank())
                    .forEach(line -> records.add(line.getBytes(StandardCharsets.UTF_8)));
        }
        return records;
    }

    private static @Nullable String layout(byte[] first) {
        String line = new String(first, StandardCharsets.UTF_8);
        boolean isHeader = line.startsWith("ts,") || line.contains("src_ip,") || line.contains("source_ip,");
        return isHeader ? line : null;
    }
}
