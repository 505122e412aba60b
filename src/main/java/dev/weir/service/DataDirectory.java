package dev.weir.service;

import dev.weir.feedback.FeedbackKey;
import dev.weir.feedback.FeedbackSettings;
import dev.weir.sharing.privacy.MasterKey;
import dev.weir.sharing.privacy.PrivacySettings;
import dev.weir.sharing.privacy.Pseudonyms;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data folder: where it is, and where each part is inside it.
 *
 * @param path absolute
 */
public record DataDirectory(Path path) {
    public DataDirectory {
        path = path.toAbsolutePath().normalize();
    }

    /** State and models of the detector. */
    Path state() {
        return path.resolve("state");
    }

    /** Tells other commands how to reach the running detector. */
    public Path runFile() {
        return path.resolve("run.json");
    }

    /** The analysts' searchable copy; may be deleted while nothing runs. */
    public Path desk() {
        return path.resolve("desk").resolve("desk.sqlite");
    }

    /** Indicators of others. */
    public Path intel() {
        return path.resolve("intel");
    }

    /** The end of the audit of what was done here. */
    public Path auditHead() {
        return path.resolve("audit-head");
    }

    /** The end of the audit of what was forgotten by commands. */
    public Path forgetHead() {
        return path.resolve("audit-head-forget");
    }

    /** Who may ask what. */
    Path tokens() {
        return path.resolve("tokens.json");
    }

    /**
     * What stands in the place of addresses there, under a key that is kept here unless the settings name a file; empty if the
     * settings want addresses there.
     *
     * @throws IllegalStateException if the key cannot be read or made
     */
    public Optional<Pseudonyms> pseudonyms(PrivacySettings settings, PrivacySettings.Where where) {
        if (settings.pseudonyms() != where) {
            return Optional.empty();
        }
        return Optional.of(new Pseudonyms(MasterKey.at(keyFile(settings)), settings.rotation()));
    }

    /**
     * The same, of a key that is there.
     *
     * @throws IllegalStateException if there is none, or it cannot be read
     */
    public Optional<Pseudonyms> knownPseudonyms(PrivacySettings settings, PrivacySettings.Where where) {
        Path file = keyFile(settings);
        if (settings.pseudonyms() == where && Files.notExists(file)) {
            throw new IllegalStateException("privacy.key-file: " + file + " is not there");
        }
        return pseudonyms(settings, where);
    }

    private Path keyFile(PrivacySettings settings) {
        return settings.keyFile().isEmpty() ? path.resolve("pseudonym-key") : Path.of(settings.keyFile());
    }

    /**
     * Signs verdicts that come through Weir, with a key that is kept here unless the settings name a file.
     *
     * @throws IllegalStateException if the key cannot be read or made
     */
    FeedbackKey feedbackKey(FeedbackSettings settings) {
        return FeedbackKey.at(feedbackKeyFile(settings));
    }

    /** The same, if a detector has made the key; where none runs, this is no place to make one. */
    public Optional<FeedbackKey> feedbackKeyIfMade(FeedbackSettings settings) {
        Path file = feedbackKeyFile(settings);
        return Files.isReadable(file) ? Optional.of(FeedbackKey.at(file)) : Optional.empty();
    }

    private Path feedbackKeyFile(FeedbackSettings settings) {
        return settings.keyFile().isEmpty() ? path.resolve("feedback-key") : Path.of(settings.keyFile());
    }

    /** What Kafka's own tools need to log in to the embedded broker as its owner. */
    Path clientFile() {
        return path.resolve("client.properties");
    }

    public Path lockFile() {
        return path.resolve("lock");
    }

    /**
     * Makes the folder, for its owner alone: it holds traffic and secrets.
     *
     * @throws CommandException if it cannot be made, or is there and not this user's alone
     */
    public void create() {
        try {
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(PrivateFolder.OWNER_ALONE));
            requirePrivate();
        } catch (IOException e) {
            throw new CommandException(
                    "the data folder " + path + " cannot be made (" + e
                            + "): check its rights, or give another with --data-dir",
                    e);
        }
    }

    /**
     * Nothing in a folder that others may change can be believed, and what others may read is no secret.
     *
     * @throws CommandException if others may; the message says which command mends it
     */
    void requirePrivate() {
        PrivateFolder.problem(path).ifPresent(problem -> {
            throw new CommandException("the data folder " + path + " " + problem);
        });
    }

    /**
     * Empties the folder for temporary files, which the launcher gives the process: native libraries are unpacked there, and
     * a killed process cannot remove them. To be called while the lock is held, and before anything uses a temporary file.
     */
    void emptyTemporaryFolder() {
        Path temporary = path.resolve("tmp");
        try {
            if (Files.exists(temporary)) {
                delete(temporary);
            }
            Files.createDirectories(temporary);
        } catch (IOException e) {
            throw new CommandException(
                    "the folder " + temporary + " cannot be emptied (" + e + "): check its rights", e);
        }
    }

    /** Deletes it with all that is in it. */
    public void delete() throws IOException {
        delete(path);
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
