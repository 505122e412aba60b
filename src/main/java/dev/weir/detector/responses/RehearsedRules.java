package dev.weir.detector.responses;

import dev.weir.files.AtomicFile;
import dev.weir.response.Mode;
import dev.weir.response.playbook.Playbook;
import dev.weir.response.playbook.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** Remembers which rules were rehearsed, by their hashes, one on each line of a file. */
public final class RehearsedRules {
    private final Path file;

    /** @param directory where Weir keeps what it keeps */
    public RehearsedRules(Path directory) {
        this.file = directory.resolve("rehearsed-rules");
    }

    /** Adds all rules of a playbook. */
    public void add(Playbook playbook) {
        Set<String> hashes = new TreeSet<>(hashes());
        playbook.rules().forEach(rule -> hashes.add(rule.hash()));
        try {
            AtomicFile.writePrivate(file, String.join("\n", hashes) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep in " + file + " which rules were rehearsed", e);
        }
    }

    /**
     * Makes sure that no rule changes traffic by itself that was not rehearsed as it is.
     *
     * @throws IllegalStateException if one would; the message says what to do
     */
    public void require(Playbook playbook) {
        Set<String> hashes = hashes();
        for (Rule rule : playbook.rules()) {
            boolean acts = rule.mode() == Mode.ACT && rule.action().changesTraffic();
            if (acts && !hashes.contains(rule.hash())) {
                throw new IllegalStateException("rule " + rule.name()
                        + " of the playbook is in mode act and was not rehearsed as it is: set its mode to observe or"
                        + " approve, start again, and run weir rehearse with the playbook");
            }
        }
    }

    private Set<String> hashes() {
        try {
            return Files.exists(file) ? Set.copyOf(Files.readAllLines(file)) : Set.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
