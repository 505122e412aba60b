package dev.weir.cli.sharing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.cli.command.RootCommand;
import dev.weir.cli.command.Table;
import dev.weir.cli.command.Text;
import dev.weir.cli.settings.Settings;
import dev.weir.flow.Host;
import dev.weir.service.CommandException;
import dev.weir.service.DataDirectory;
import dev.weir.service.KafkaTarget;
import dev.weir.service.erasure.Erased;
import dev.weir.service.erasure.ErasedFiles;
import dev.weir.service.erasure.Erasure;
import dev.weir.sharing.privacy.NamedHost;
import dev.weir.sharing.privacy.PrivacySettings;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        description = {
            "Erases a host from all topics of Weir, from the desk and from the stores of running detectors, and says what is left.",
            "An address goes in all its spellings, and with privacy.pseudonyms: input under its pseudonyms too.",
            "Comments, reasons and old audit records lose the host; a rule of the allowlist for it alone is taken back and named.",
            "Flows as received and dead letters go up to the last that names it, those of others too.",
            "What the model has learned stays: it holds no address.",
            "Exit status 0 if nothing is left, 1 if something is."
        })
public final class ForgetCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand weir;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "HOST", description = "As it stands in flows: an address, or a name.")
    private String host;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "90",
            description = "How long the broker may take to erase what is in a topic; ${DEFAULT-VALUE} if not given.")
    private int patienceSeconds;

    @Option(names = "--json", description = "Print JSON on one line.")
    private boolean json;

    @Override
    public Integer call() {
        if (!Host.isValid(host) || patienceSeconds < 0) {
            throw new ParameterException(
                    spec.commandLine(), "HOST must be an address or name as in flows, and --patience 0 or more");
        }
        KafkaTarget kafka = weir.session().kafka();
        kafka.requireTopic(kafka.topics().alerts());
        List<Erased> all = erase(kafka, NamedHost.of(names()));
        print(all, spec.commandLine().getOut());
        return all.stream().allMatch(one -> one.after() == 0) ? 0 : 1;
    }

    private List<Erased> erase(KafkaTarget kafka, NamedHost named) {
        DataDirectory data = weir.session().dataDirectory();
        String output = weir.session().settings().output().file();
        Erasure erasure = new Erasure(
                kafka.client(Map.of()),
                kafka.topics(),
                new ErasedFiles(
                        data.desk(),
                        data.intel(),
                        data.forgetHead(),
                        output.isEmpty() ? Optional.empty() : Optional.of(Path.of(output))),
                Text.user(),
                Duration.ofSeconds(patienceSeconds),
                Clock.systemUTC());
        try {
            return erasure.erase(named);
        } catch (ExecutionException | KafkaException e) {
            throw new CommandException(
                    "not erased to the end: " + e.getMessage() + "; check the rights on the topics and ask again", e);
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted: ask again, it goes on where it was", e);
        }
    }

    /** Its name, and the pseudonyms that it had while Weir's topics go back, if Weir works with them. */
    private Set<String> names() {
        Settings settings = weir.session().settings();
        Set<String> names = new LinkedHashSet<>(List.of(host));
        Duration back =
                settings.topics().historyRetention().compareTo(settings.topics().feedbackRetention()) > 0
                        ? settings.topics().historyRetention()
                        : settings.topics().feedbackRetention();
        try {
            weir.session()
                    .dataDirectory()
                    .knownPseudonyms(settings.privacy(), PrivacySettings.Where.INPUT)
                    .ifPresent(pseudonyms -> pseudonyms
                            .since(new Host(host), Clock.systemUTC().instant(), back)
                            .forEach(pseudonym -> names.add(pseudonym.text())));
        } catch (IllegalStateException e) {
            throw new CommandException(e.getMessage() + "; ask where the key is, or give the pseudonym", e);
        }
        return names;
    }

    private void print(List<Erased> all, PrintWriter out) {
        long left = all.stream().mapToLong(Erased::after).sum();
        if (json) {
            ObjectNode answer = new ObjectMapper().createObjectNode();
            answer.put("host", host).put("left", left);
            ArrayNode topics = answer.putArray("topics");
            all.forEach(one -> topics.addObject()
                    .put("topic", one.topic())
                    .put("found", one.before())
                    .put("left", one.after())
                    .put("note", one.note()));
            out.println(answer);
        } else {
            Table table = new Table(4);
            all.forEach(one -> table.row(
                    one.topic(), Text.count(one.before(), "record"), Text.number(one.after()) + " left", one.note()));
            table.print(out);
            out.println(left == 0 ? host + " is forgotten" : Text.count(left, "record") + " still name " + host);
        }
        out.flush();
    }
}
