package dev.weir.cli;

import dev.weir.cli.command.RootCommand;
import dev.weir.cli.command.TemporaryFolder;
import dev.weir.cli.settings.Settings;
import dev.weir.service.Service;
import dev.weir.service.Session;
import dev.weir.service.Shutdown;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the detector until it is stopped with Ctrl-C or SIGTERM.",
            "With a Kafka broker of its own, unless --bootstrap-server or the settings name a cluster."
        })
final class UpCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand weir;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        TemporaryFolder.require();
        Session session = weir.session();
        Settings settings = session.settings();
        try (Shutdown shutdown = Shutdown.onSignal();
                Service service = Service.start(session.dataDirectory(), settings, weir.launcher())) {
            shutdown.started();
            boolean announced = false;
            while (!shutdown.await(announced ? Service.CHECK_INTERVAL : Service.START_INTERVAL)) {
                service.check();
                if (!announced && service.isReady()) {
                    service.banner(spec.commandLine().getOut());
                    announced = true;
                }
            }
        }
        return 0;
    }
}
