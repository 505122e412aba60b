package dev.weir.broker;

import dev.weir.files.ProcessLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A Kafka broker in this process: controller and broker in one (KRaft), on 127.0.0.1 only. Its data stay in its folder and
 * survive restarts and kills. It never ends the process; {@link #failure} tells of what it cannot mend.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private final ProcessLock lock;
    private final BoundSockets sockets;
    private final Faults faults;
    private final KafkaNode node;
    private final Access access;
    private boolean closed;

    private EmbeddedBroker(ProcessLock lock, BoundSockets sockets, Faults faults, KafkaNode node, Access access) {
        this.lock = lock;
        this.sockets = sockets;
        this.faults = faults;
        this.node = node;
        this.access = access;
    }

    /**
     * Starts it and waits until clients can connect, with {@link #login} or as one of the {@link BrokerUsers}.
     *
     * @throws BrokerException if the folder is in use, damaged or cannot be written, or the port is taken
     */
    public static EmbeddedBroker start(BrokerSettings settings) {
        return start(settings, Access::ofUsers);
    }

    /** Like {@link #start}, but anyone who can connect may do everything. */
    static EmbeddedBroker startOpen(BrokerSettings settings) {
        return start(settings, directory -> Access.OPEN);
    }

    private static EmbeddedBroker start(BrokerSettings settings, Function<Path, Access> rule) {
        Path directory = settings.directory();
        ProcessLock lock = DirectoryLock.take(directory);
        Faults faults = new Faults();
        try {
            BoundSockets sockets = new RememberedPort(directory).bind(settings.port());
            try {
                faults.watch();
                Access access = rule.apply(directory);
                KafkaNode node = KafkaNode.start(directory.resolve("kafka"), sockets, faults, access);
                return new EmbeddedBroker(lock, sockets, faults, node, access);
            } catch (RuntimeException e) {
                sockets.close();
                throw e;
            }
        } catch (RuntimeException | IOException e) {
            faults.unwatch();
            lock.close();
            throw e instanceof BrokerException known ? known : notStarted(directory, e);
        }
    }

    private static BrokerException notStarted(Path directory, Exception cause) {
        return new BrokerException(
                "the embedded broker did not start on " + directory + " (" + cause
                        + "): free disk space if that is short; else move the folder away and start with an empty one",
                cause);
    }

    /** Address for clients, as {@code host:port}. */
    public String bootstrapServer() {
        return "127.0.0.1:" + sockets.clientPort();
    }

    /**
     * The owner's login, with which a client may do everything. It stays the same over restarts.
     *
     * @throws IllegalStateException if the broker is open to all
     */
    public BrokerLogin login() {
        return access.owner().orElseThrow(() -> new IllegalStateException("the broker is open to all"));
    }

    /** The first fault that the broker cannot go on from; it must be closed then. */
    public Optional<Throwable> failure() {
        return faults.failure();
    }

    /** Runs the action, once and on a thread of the common pool, when {@link #failure} comes to be, or now if it has. */
    public void whenFailed(Consumer<Throwable> action) {
        faults.whenFailed(action);
    }

    /** Stops it and frees port and folder; a second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (lock) {
            node.stop();
            sockets.close();
        } catch (IOException e) {
            throw new BrokerException("the broker's sockets cannot be closed: " + e, e);
        } finally {
            faults.unwatch();
        }
    }
}
