package dev.weir.service;

import dev.weir.broker.BrokerLogin;
import dev.weir.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
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
            AtomicFile.writePrivate(file, text(login));
        } catch (IOException e) {
            throw new CommandException(file + " cannot be written (" + e + "): check rights and free space", e);
        }
    }
}
