package dev.weir.cli.command;

import java.util.Locale;
import org.apache.kafka.common.KafkaException;

/** Explains why Kafka refused the settings under {@code kafka:}. What Kafka says of them may quote a password. */
public final class KafkaRefusal {
    private static final int MAX_CAUSES = 20;

    private KafkaRefusal() {}

    public static boolean isOne(Exception e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return e instanceof KafkaException
                && (message.startsWith("failed to create new kafka")
                        || message.startsWith("failed to construct kafka"));
    }

    /** What is wrong, without what may be secret. */
    public static String message(Exception e) {
        Throwable root = e;
        for (int depth = 0; depth < MAX_CAUSES && root.getCause() != null; depth++) {
            root = root.getCause();
        }
        String reason = String.valueOf(root.getMessage());
        return reason.contains("JAAS")
                ? "sasl.jaas.config under kafka: is not valid; it is the name of a login module, the word required, options"
                        + " such as username=\"weir\", and a semicolon (its value is not shown, it may hold a password)"
                : "the settings under kafka: do not work (" + reason + "): correct them in the settings file";
    }
}
