package dev.weir.cli.cluster;

import dev.weir.api.ApiJson;
import dev.weir.broker.BrokerLogin;
import dev.weir.cli.command.CommandGroup;
import dev.weir.cli.command.Table;
import dev.weir.service.ClientFile;
import dev.weir.topics.Rights;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "client",
        mixinStandardHelpOptions = true,
        description = {
            "Gives others a login to the embedded broker that may do one thing: a collector that writes flows,",
            "an analyst's tool that writes feedback, a reader of alerts."
        },
        subcommands = {
            ClientCommand.CreateCommand.class,
            ClientCommand.ListCommand.class,
            ClientCommand.RevokeCommand.class
        })
public final class ClientCommand extends CommandGroup {
    /** What may be done about logins: the broker's own, on the folder of the running detector. */
    private BrokerClients clients() {
        return BrokerClients.of(session());
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description =
                    "Makes a login, or gives it a new password, and prints the settings of a Kafka client with it.")
    static final class CreateCommand implements Callable<Integer> {
        private static final List<Rights> FOR_OTHERS = List.of(Rights.FLOWS, Rights.FEEDBACK, Rights.ALERTS);

        @ParentCommand
        private ClientCommand parent;

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "NAME", description = "1 to 64 letters, digits, full stops, _ or -.")
        private String name;

        @Option(
                names = "--for",
                required = true,
                paramLabel = "PURPOSE",
                description = "flows: may write flows; feedback: may write verdicts, and read alerts and scored flows;"
                        + " alerts: may read alerts. Never anything else.")
        private Rights rights;

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE",
                description = "Write the settings there, for your user alone, instead of printing them.")
        private @Nullable Path output;

        @Override
        public Integer call() {
            if (!FOR_OTHERS.contains(rights)) {
                throw new ParameterException(spec.commandLine(), "--for must be flows, feedback or alerts");
            }
            PrintWriter out = spec.commandLine().getOut();
            try {
                BrokerLogin login = parent.clients().create(name, rights);
                if (output == null) {
                    out.print(ClientFile.text(login));
                } else {
                    ClientFile.write(output, login);
                    out.println("login of " + name + " written to " + output);
                }
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
            }
            out.flush();
            return 0;
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the logins, without Weir's own.")
    static final class ListCommand implements Callable<Integer> {
        @ParentCommand
        private ClientCommand parent;

        @Spec
        private CommandSpec spec;

        @Option(names = "--json", description = "Print JSON on one line.")
        private boolean json;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            List<BrokerClients.Client> clients = parent.clients().list();
            if (json) {
                out.println(ApiJson.write(clients));
            } else {
                Table table = new Table(2).row("name", "may");
                clients.forEach(client -> table.row(client.name(), String.join(", ", client.may())));
                table.print(out);
            }
            out.flush();
            return 0;
        }
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Takes a login and its rights away, at once.")
    static final class RevokeCommand implements Callable<Integer> {
        @ParentCommand
        private ClientCommand parent;

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "NAME", description = "Whose.")
        private String name;

        @Override
        public Integer call() {
            try {
                parent.clients().revoke(name);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println("login of " + name + " revoked");
            out.flush();
            return 0;
        }
    }
}
