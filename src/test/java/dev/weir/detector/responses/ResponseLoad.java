package dev.weir.detector.responses;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.broker.TestBroker;
import dev.weir.encoding.Example;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.fold.Lesson;
import dev.weir.fold.ModelEvent;
import dev.weir.fold.ModelEventCodec;
import dev.weir.topics.TopicNames;
import java.time.Instant;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Sends alerts, some twenty a second and up to three about one host, and calls every fourth benign after a while. */
final class ResponseLoad implements AutoCloseable {
    private static final int REST_MILLIS = 50;
    private static final int ALERTS_OF_A_HOST = 3;

    private record Call(Instant at, FlowId alert) {}

    private final TestBroker broker;
    private final TopicNames names;
    private final Random random;
    private final Set<FlowId> sent = ConcurrentHashMap.newKeySet();
    private final Map<FlowId, Instant> calledBenign = new ConcurrentHashMap<>();
    private final PriorityQueue<Call> calls = new PriorityQueue<>((one, other) -> one.at.compareTo(other.at));
    private final Thread thread = new Thread(this::run, "response-load");
    private volatile boolean closed;

    ResponseLoad(TestBroker broker, TopicNames names, long seed) {
        this.broker = broker;
        this.names = names;
        this.random = new Random(seed);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        for (int i = 0; !closed; i++) {
            FlowId id = new FlowId("k" + i);
            int host = i / ALERTS_OF_A_HOST;
            sent.add(id);
            alert(
                    broker,
                    names,
                    id.value(),
                    "10.88." + host / 250 + "." + (host % 250 + 1),
                    random.nextBoolean() ? "act" : "ask");
            if (random.nextInt(4) == 0) {
                calls.add(new Call(Instant.now().plusMillis(random.nextInt(2_000)), id));
            }
            for (Call call = calls.peek(); call != null && call.at.isBefore(Instant.now()); call = calls.peek()) {
                calls.remove();
                verdict(broker, names, call.alert.value(), Verdict.BENIGN);
                calledBenign.put(call.alert, Instant.now());
            }
            rest();
        }
    }

    static void alert(TestBroker broker, TopicNames names, String id, String source, String kind) {
        broker.produce(names.alerts(), id.getBytes(UTF_8), alertJson(id, source, kind));
    }

    static byte[] alertJson(String id, String source, String kind) {
        return String.format(
                        "{\"alert_id\":\"%s\",\"flow_id\":\"%s\",\"score\":0.95,\"model_version\":100,\"src_ip\":\"%s\","
                                + "\"dst_ip\":\"203.0.113.7\",\"severity\":\"high\",\"threshold\":0.5,\"kind\":\"%s\",\"count\":1}",
                        id, id, source, kind)
                .getBytes(UTF_8);
    }

    static void verdict(TestBroker broker, TopicNames names, String flowId, Verdict verdict) {
        ModelEvent event =
                new ModelEvent.Learn(new Lesson(new FlowId(flowId), new Example(0), verdict, null, "bob", false));
        broker.produce(names.modelLog(), ModelEventCodec.kind(event).getBytes(UTF_8), ModelEventCodec.encode(event));
    }

    Set<FlowId> sent() {
        return sent;
    }

    /** When an alert was called benign. */
    Map<FlowId, Instant> calledBenign() {
        return calledBenign;
    }

    private static void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
