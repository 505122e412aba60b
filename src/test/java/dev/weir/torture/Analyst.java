package dev.weir.torture;

import dev.weir.feedback.Feedback;
import dev.weir.feedback.FeedbackReader;
import dev.weir.flow.FlowId;
import dev.weir.flow.Verdict;
import dev.weir.topics.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Reads scored flows and gives verdicts on some: rightly, wrongly and taken back, twice, on flows that there are not, and in
 * words that mean nothing. What is said of one flow stays in order, under its id as key.
 */
final class Analyst implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int JUDGED_ONE_IN = 8;

    private final TopicNames names;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Sender sender;
    private final AtomicLong said = new AtomicLong();

    Analyst(String bootstrapServer, TopicNames names) {
        this.names = names;
        this.consumer = Topic.consumer(bootstrapServer, names.scored());
        this.sender = new Sender("analyst", bootstrapServer, this::run);
    }

    void start() {
        sender.start();
    }

    private void run() {
        try (consumer) {
            Topic.assignAll(consumer, names.scored());
            while (!sender.isOver()) {
                consumer.poll(POLL).forEach(record -> judge(new String(record.key(), StandardCharsets.US_ASCII)));
            }
        }
    }

    /** Only the flows of the load have an id of this form. */
    private void judge(String id) {
        if (id.charAt(0) != 'f') {
            return;
        }
        long number = Long.parseLong(id.substring(1));
        if (number % JUDGED_ONE_IN != 0 && number % (JUDGED_ONE_IN + 1) != 0) {
            return;
        }
        Verdict truth = Load.isScan(number) ? Verdict.MALICIOUS : Verdict.BENIGN;
        Verdict other = truth == Verdict.BENIGN ? Verdict.MALICIOUS : Verdict.BENIGN;
        long kind = number / JUDGED_ONE_IN % 20;
        if (kind == 0) {
            say(id, other, "bob");
        }
        say(id, truth, kind < 2 ? "bob" : "alice");
        if (kind == 2 || kind == 3) {
            say(id, truth, "alice");
        } else if (kind == 4) {
            say("none-" + id, truth, "alice");
        } else if (kind == 5) {
            send(id, "{\"flow_id\":\"" + id + "\",\"verdict\":\"\u001b[31mboth");
        }
    }

    private void say(String id, Verdict verdict, String analyst) {
        byte[] feedback = FeedbackReader.write(new Feedback(new FlowId(id), verdict, null, analyst, null));
        send(id, new String(feedback, StandardCharsets.UTF_8));
    }

    private void send(String id, String feedback) {
        byte[] key = id.getBytes(StandardCharsets.US_ASCII);
        said.incrementAndGet();
        sender.send(new ProducerRecord<>(names.feedback(), key, feedback.getBytes(StandardCharsets.UTF_8)));
    }

    long said() {
        return said.get();
    }

    @Override
    public void close() {
        sender.finish();
    }
}
