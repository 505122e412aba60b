package dev.weir.service;

import dev.weir.broker.BrokerLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A login as a file of properties, as Kafka's own tools and other clients take it. */
public final class ClientFile {
    private ClientFile() {}

    /** The lines of the file. */
    public static String text(BrokerLogin login) {
        return new TreeMap<>(login.settings())
                .entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                        .collect(Collectors.joining());
    }

    /** Writes it whole or not at all, for its owner alone. */
    public static void write(Path file, BrokerLogin login) {
        try {
            Path fresh = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    "client",
                    ".part",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(fresh, text(login));
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new CommandException(file + " cannot be written (" + e + "): check rights and free space", e);
        }
    }
}
