package dev.weir.cli.teach;

import dev.weir.api.ApiClient;
import dev.weir.api.ApiJson;
import dev.weir.cli.command.RootCommand;
import dev.weir.cli.command.Text;
import dev.weir.detector.Status;
import dev.weir.feedback.Feedback;
import dev.weir.feedback.FeedbackBody;
import dev.weir.feedback.FeedbackKey;
import dev.weir.service.CommandException;
import dev.weir.service.KafkaTarget;
import dev.weir.service.RunFile;
import dev.weir.topics.FeedbackWriter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "label",
        mixinStandardHelpOptions = true,
        customSynopsis = {
            "weir label [--category C] [--analyst A] [--comment TEXT] FLOW_ID malicious|benign",
            "  or:  weir label [--analyst A] --file LABELS.csv",
            ""
        },
        description = "Gives verdicts on flows, from which the model learns.")
public final class LabelCommand implements Callable<Integer> {
    /** So many are told to the detector itself, which starts no Kafka client and puts them into the audit. */
    private static final int MOST_TOLD = 500;

    private static final Map<String, Object> PRODUCER =
            Map.of(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true, ProducerConfig.LINGER_MS_CONFIG, 5);

    @ParentCommand
    private RootCommand weir;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FLOW_ID",
            description = "As alerts and scored flows name it.")
    @Nullable
    private String flowId;

    @Parameters(index = "1", arity = "0..1", paramLabel = "VERDICT", description = "malicious or benign.")
    @Nullable
    private String verdict;

    @Option(names = "--category", description = "Kind of threat, such as ddos.")
    @Nullable
    private String category;

    @Option(names = "--analyst", description = "Who says so; the user of this command if not given.")
    @Nullable
    private String analyst;

    @Option(names = "--comment", description = "Free text.")
    @Nullable
    private String comment;

    @Option(
            names = "--file",
            paramLabel = "LABELS.csv",
            description = "CSV with the header flow_id,verdict and optionally category,analyst,comment. If a line is"
                    + " wrong, nothing is sent.")
    @Nullable
    private Path file;

    @Option(names = "--json", description = "Print JSON on one line.")
    private boolean json;

    @Option(
            names = "--no-wait",
            description =
                    "Return once they are sent; else the command waits until the running detector has taken them. A verdict on a"
                            + " flow that it does not know waits in the detector for the time of feedback.grace,"
                            + " four times that if no flows are scored meanwhile; the command says so and does not.")
    private boolean noWait;

    @Override
    public Integer call() throws InterruptedException {
        List<Feedback> feedback = feedback();
        KafkaTarget target = weir.session().kafka();
        RunFile detector = target.detector();
        if (detector == null || noWait) {
            send(feedback, target);
            print(Map.of("sent", feedback.size()), sent(feedback, target));
            return 0;
        }
        Status before = detector.ask(ApiClient::progress);
        if (feedback.size() <= MOST_TOLD) {
            detector.ask(api -> api.give(feedback));
        } else {
            send(feedback, target);
        }
        LabelOutcome outcome = LabelOutcome.await(feedback.size(), before, () -> detector.ask(ApiClient::progress));
        print(outcome, sent(feedback, target) + ": " + outcome.describe());
        return 0;
    }

    private void send(List<Feedback> feedback, KafkaTarget target) {
        String topic = target.topics().feedback();
        target.requireTopic(topic);
        FeedbackKey signing = weir.session()
                .dataDirectory()
                .feedbackKeyIfMade(weir.session().settings().feedback())
                .orElse(null);
        try (FeedbackWriter writer = new FeedbackWriter(target.client(PRODUCER), topic, signing)) {
            writer.give(feedback);
        } catch (IllegalStateException | KafkaException e) {
            throw new CommandException(
                    "Kafka did not take all verdicts (" + e.getMessage()
                            + "): send them again, repeated ones teach nothing twice",
                    e);
        }
    }

    private static String sent(List<Feedback> feedback, KafkaTarget target) {
        return "sent " + Text.count(feedback.size(), "verdict") + " to "
                + target.topics().feedback();
    }

    private void print(Object result, String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? ApiJson.write(result) : line);
        out.flush();
    }

    private List<Feedback> feedback() {
        String by = analyst == null ? Text.user() : analyst;
        if (file != null) {
            if (flowId != null || category != null || comment != null) {
                throw usage("--file goes with --analyst alone: the file says the rest");
            }
            return LabelFile.read(file, by);
        }
        if (flowId == null || verdict == null) {
            throw usage("give a FLOW_ID and malicious or benign, or --file LABELS.csv");
        }
        try {
            return List.of(new FeedbackBody(flowId, verdict, category, by, comment).toFeedback());
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
