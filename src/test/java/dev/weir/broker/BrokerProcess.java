package dev.weir.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;

/** A broker in a process of its own, to be killed: prints its address, and runs until stdin ends. */
final class BrokerProcess {
    private BrokerProcess() {}

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.startOpen(new BrokerSettings(Path.of(arguments[0]), 0))) {
            System.out.write((broker.bootstrapServer() + "\n").getBytes(UTF_8));
            System.out.flush();
            while (System.in.read() >= 0) {
                // Nothing is said on stdin; its end means that the test is gone.
            }
        }
    }
}
