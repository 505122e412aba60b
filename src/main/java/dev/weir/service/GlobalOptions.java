package dev.weir.service;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command takes, before or after its name. */
public final class GlobalOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Settings file; config/weir.yaml where Weir is installed if not given.")
    @Nullable
    Path config;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description =
                    "Where Weir keeps its data, and finds a running detector; $WEIR_HOME or else ~/.weir if not given.")
    @Nullable
    Path dataDirectory;

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            scope = ScopeType.INHERIT,
            description = "Kafka cluster to use instead of the embedded broker.")
    @Nullable
    String bootstrapServer;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show where in the program an error arose; also by WEIR_DEBUG=1.")
    boolean debug;
}
