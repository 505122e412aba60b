package dev.weir.demo;

import dev.weir.detector.responses.RehearsedRules;
import dev.weir.detector.responses.ResponseSettings;
import dev.weir.response.decision.DecisionSettings;
import dev.weir.response.guard.GuardSettings;
import dev.weir.response.playbook.PlaybookFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The playbook of the demonstration: hosts of one branch are contained at once, on a list that a firewall would poll. */
public final class DemoPlaybook {
    /** The branch whose hosts are acted on; nobody of the invented office is in it. */
    static final String BRANCH = "10.77.0.";

    static final String GATEWAY = BRANCH + "1";

    private static final String TEXT = """
            groups:
              branch: [10.77.0.0/24]
            protected: [10.77.0.1]
            rules:
              - name: contain-attackers
                when:
                  group: [branch]
                  score: 0.9
                then: contain
                target: source
                for: 5m
                mode: act
            """;

    private DemoPlaybook() {}

    /**
     * Writes the playbook, and counts its rule as rehearsed, since the branch has no traffic but the demonstration's.
     *
     * @param directory where the demonstration keeps all it keeps
     * @return the settings by which it is obeyed; a rollback a moment ago makes no guard hold it, for the story has one
     */
    public static ResponseSettings arm(Path directory) {
        Path file = directory.resolve("playbook.yaml");
        try {
            Files.writeString(file, TEXT);
            new RehearsedRules(directory).add(PlaybookFile.read(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        GuardSettings usual = GuardSettings.defaults();
        GuardSettings guards = new GuardSettings(
                usual.leastScore(), usual.mostHosts(), 1, usual.window(), usual.serverClients(), Duration.ZERO);
        return new ResponseSettings(
                file.toString(),
                "",
                list(directory).toString(),
                "",
                "",
                "",
                "",
                "",
                DecisionSettings.defaults(),
                guards);
    }

    /** The file with the addresses that are contained. */
    static Path list(Path directory) {
        return directory.resolve("contained.txt");
    }
}
