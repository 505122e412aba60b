package dev.weir.cli.cluster;

import dev.weir.api.ApiJson;
import dev.weir.cli.command.RootCommand;
import dev.weir.topics.Rights;
import dev.weir.topics.TopicNames;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "acls",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the rights on a Kafka cluster that Weir, or a client of it, needs, and what breaks without each,",
            "as commands for Kafka's own kafka-acls.sh. For the topics.prefix of the settings."
        })
public final class AclsCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand weir;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "PRINCIPAL",
            defaultValue = "User:weir",
            description = "Who is to have them; ${DEFAULT-VALUE} if not given.")
    private String principal;

    @Option(
            names = "--for",
            paramLabel = "PURPOSE",
            defaultValue = "detector",
            description = "detector, or a client that writes flows, writes feedback, or reads alerts;"
                    + " ${DEFAULT-VALUE} if not given.")
    private Rights rights;

    @Option(names = "--json", description = "Print JSON on one line.")
    private boolean json;

    /**
     * A right as printed.
     *
     * @param arguments of kafka-acls.sh
     * @param without what breaks without it
     */
    private record Line(String arguments, String without) {}

    @Override
    public Integer call() {
        if (!principal.matches("[A-Za-z]+:[^\\s'\"\\\\$`]+")) {
            throw new ParameterException(
                    spec.commandLine(), "a principal is a type and a name without spaces or quotes, such as User:weir");
        }
        String user = principal.substring(principal.indexOf(':') + 1);
        TopicNames names = weir.session().settings().topics().names();
        List<Line> lines = rights.on(names, user).stream()
                .map(right -> new Line(right.arguments(principal), right.without()))
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ApiJson.write(lines));
        } else {
            print(lines, out);
        }
        out.flush();
        return 0;
    }

    private void print(List<Line> lines, PrintWriter out) {
        String server = weir.session().settings().kafka().bootstrapServers().orElse("HOST:PORT");
        for (Line line : lines) {
            out.println("# without: " + line.without());
            out.println("kafka-acls.sh --bootstrap-server " + server + " --command-config ADMIN.properties "
                    + line.arguments());
        }
    }
}
