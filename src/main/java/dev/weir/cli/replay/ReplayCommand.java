package dev.weir.cli.replay;

import dev.weir.api.ApiJson;
import dev.weir.cli.command.RootCommand;
import dev.weir.cli.command.Text;
import dev.weir.ingest.FlowFile;
import dev.weir.service.CommandException;
import dev.weir.service.KafkaTarget;
import dev.weir.service.SentRecords;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Sends flow files to the flows topic, each line as it stands, marked as not of now unless --live is given.",
            "Zeek conn logs (TSV or JSON) and the native CSV and JSON, plain or gzip."
        })
public final class ReplayCommand implements Callable<Integer> {
    /** Large batches, a little wait: three times the default throughput on one machine. */
    private static final Map<String, Object> PRODUCER = Map.of(
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            20,
            ProducerConfig.BATCH_SIZE_CONFIG,
            256 * 1024,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            64L * 1024 * 1024);

    @ParentCommand
    private RootCommand weir;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Flow files, sent in this order; - is standard input.")
    private List<String> files;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Flows per second at most; as fast as can be if not given.")
    @Nullable
    private Double rate;

    @Option(names = "--live", description = "The flows are of now, as from tail -F conn.log | weir replay --live -.")
    private boolean live;

    @Option(names = "--again", description = "Score lines once more that were scored before, as if they were new.")
    private boolean again;

    @Option(names = "--json", description = "Print JSON on one line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (rate != null && !(rate > 0 && rate <= Pace.MAX_PER_SECOND)) {
            throw new ParameterException(
                    spec.commandLine(), "--rate must be above 0 and up to " + (long) Pace.MAX_PER_SECOND);
        }
        List<Path> paths = InputFile.all(files, "nothing was sent");
        long totalBytes = check(paths);
        KafkaTarget target = weir.session().kafka();
        String topic = target.topics().flows();
        target.requireTopic(topic);
        SentRecords sent = weir.session().sentRecords(target);
        Replay.Result result;
        try (Progress progress = new Progress(spec.commandLine().getErr(), totalBytes);
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        target.client(PRODUCER), new ByteArraySerializer(), new ByteArraySerializer())) {
            result = new Replay(producer, topic, Pace.of(rate), progress, sent, live, again).send(paths);
        }
        sent.save();
        print(result, topic);
        return 0;
    }

    /**
     * All files can be opened, or nothing is sent at all; a pipe is left alone, since what is read from it is gone. Their size in
     * bytes; 0 if one does not tell.
     */
    private static long check(List<Path> paths) {
        long total = 0;
        boolean known = true;
        for (Path path : paths) {
            if (InputFile.isPipe(path)) {
                known = false;
                continue;
            }
            try (FlowFile file = FlowFile.open(path)) {
                total += file.totalBytes();
            } catch (IOException e) {
                throw new CommandException(e.getMessage() + "; nothing was sent", e);
            }
        }
        return known ? total : 0;
    }

    private void print(Replay.Result result, String topic) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ApiJson.write(result));
        } else {
            out.println("sent " + Text.count(result.records(), "record") + " of " + Text.count(result.files(), "file")
                    + " to " + topic + " in " + String.format(Locale.ROOT, "%.1f s", result.seconds()) + " ("
                    + Text.number(Math.round(result.records() / Math.max(result.seconds(), 0.001)))
                    + "/s); passed over "
                    + Text.count(result.headerLines(), "header line"));
            if (result.sentBefore() > 0) {
                out.println("NOTE: " + Text.number(result.sentBefore())
                        + " of these records were sent before: "
                        + (live || again
                                ? "their flows are scored and counted a second time"
                                : "what was scored of them is not scored again (--again does), weir status counts it"));
            }
        }
        out.flush();
    }
}
