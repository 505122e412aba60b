package dev.weir.growth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code scripts/dev growth}. */
@Command(
        name = "scripts/dev growth",
        mixinStandardHelpOptions = true,
        description = {
            "Folds a long model log, from nothing and from the saved model, as a starting detector does.",
            "Without a broker: the log is in memory, the models are in RocksDB as in the detector.",
            "Rates are per second of the processor time of the one thread, in brackets of the clock.",
            "How throughput grows with hosts is for scripts/dev bench --hosts N."
        })
public final class Growth implements Callable<Integer> {
    @Option(names = "--lessons", description = "in the log (default: ${DEFAULT-VALUE})")
    private int lessons = 1_000_000;

    @Option(
            names = "--unlearn",
            description = "take the lessons of one analyst in five back from it, checked by a second replay")
    private boolean unlearn;

    @Option(names = "--seed", description = "of everything invented (default: ${DEFAULT-VALUE})")
    private long seed = 7;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Growth()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("weir-growth");
        try {
            if (unlearn) {
                new UnlearnGrowth(folder, seed).run(lessons);
            } else {
                new LogGrowth(folder, seed).run(lessons);
            }
        } finally {
            delete(folder);
        }
        return 0;
    }

    static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
