package dev.weir.cli.offline;

import dev.weir.api.ApiClient;
import dev.weir.cli.command.DetectorCommand;
import dev.weir.cli.command.RootCommand;
import dev.weir.cli.command.Text;
import dev.weir.desk.audit.AuditLog;
import dev.weir.detector.lessons.Proof;
import dev.weir.service.CommandException;
import dev.weir.service.KafkaTarget;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a bundle that proves the score of an alert or flow: features, model, where the model comes from, audit.",
            "Whoever has it can score the flow again to the same bit: weir check BUNDLE, without a network."
        })
public final class ProveCommand extends DetectorCommand<ProveCommand.Written> {
    private static final int MOST_AUDIT = 10_000;

    @ParentCommand
    private RootCommand weir;

    @Parameters(paramLabel = "ALERT|FLOW", description = "The id of an alert, or of a flow that is kept.")
    private String id;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The bundle to write.")
    private Path output;

    @Option(names = "--force", description = "Replace the file if there is one.")
    private boolean force;

    @Option(
            names = "--at",
            paramLabel = "V",
            description =
                    "The model to prove by; if not given, the one that scored the alert, or of a flow the newest.")
    private @Nullable Long version;

    /** What was written. */
    public record Written(
            String file,
            String sha256,
            String flowId,
            double score,
            long modelVersion,
            String modelDigest,
            int audit) {}

    @Override
    protected Written ask(ApiClient api) {
        if (!force && Files.exists(output)) {
            throw new CommandException(output + " is there already: --force replaces it");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", id);
        if (version != null) {
            body.put("at", version);
        }
        Proof proof = api.askLong("/prove", body, Proof.class);
        Bundle bundle = new Bundle(proof, audit());
        String digest = bundle.write(output);
        return new Written(
                output.toString(),
                digest,
                proof.flowId(),
                proof.score(),
                proof.modelVersion(),
                proof.modelDigest(),
                bundle.audit().size());
    }

    private List<String> audit() {
        KafkaTarget kafka = weir.session().kafka();
        List<String> records = new ArrayList<>();
        AuditLog.read(kafka.client(Map.of()), kafka.topics().audit(), MOST_AUDIT, (offset, value) -> {
            if (value != null) {
                records.add(Base64.getEncoder().encodeToString(value));
            }
        });
        return records;
    }

    @Override
    protected void print(Written written, PrintWriter out) {
        out.println("wrote " + written.file() + ": flow " + Text.safe(written.flowId()) + " has score "
                + written.score() + " by model version " + written.modelVersion() + ", digest "
                + shortDigest(written.modelDigest()) + ", with " + Text.count(written.audit(), "audit record"));
        out.println("sha256 " + written.sha256());
        out.println("to check it anywhere: weir check " + written.file());
    }
}
