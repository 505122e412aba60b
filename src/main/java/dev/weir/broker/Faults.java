package dev.weir.broker;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import kafka.server.FaultHandlerFactory;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.FaultHandlerException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the fault that the broker cannot repair. Kafka's own answer is to halt the JVM, twice over: through its fault
 * handlers, and through {@link Exit} when the log directory fails (a full disk). The detector in the same JVM must live
 * long enough to say why and close its stores, so both end here.
 */
final class Faults implements FaultHandlerFactory {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final Set<Faults> RUNNING = new CopyOnWriteArraySet<>();

    private final CompletableFuture<Throwable> first = new CompletableFuture<>();

    /** {@link Exit} is one for the whole JVM and cannot say which broker it is about: all that run are told. */
    void watch() {
        RUNNING.add(this);
        Exit.setHaltProcedure(Faults::stopThread);
        Exit.setExitProcedure(Faults::stopThread);
    }

    void unwatch() {
        RUNNING.remove(this);
    }

    private static void stopThread(int status, @Nullable String message) {
        String why = message == null ? "most often its data folder failed; see the errors before this one" : message;
        BrokerException fault = new BrokerException("Kafka cannot go on (status " + status + "): " + why);
        RUNNING.forEach(faults -> faults.record(fault));
        // Its callers count on never getting past this call.
        throw fault;
    }

    private void record(Throwable fault) {
        if (first.complete(fault)) {
            LOG.error("The embedded broker failed and must be restarted", fault);
        }
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(first.getNow(null));
    }

    void whenFailed(Consumer<Throwable> action) {
        CompletableFuture<Void> unused = first.thenAcceptAsync(action).exceptionally(thrown -> {
            LOG.error("The action on the broker's failure failed itself", thrown);
            return null;
        });
    }

    @Override
    public FaultHandler build(String name, boolean fatal, Runnable action) {
        return new Handler(name, fatal, action);
    }

    private final class Handler implements FaultHandler {
        private final String name;
        private final boolean fatal;
        private final Runnable action;

        Handler(String name, boolean fatal, Runnable action) {
            this.name = name;
            this.fatal = fatal;
            this.action = action;
        }

        @Override
        public RuntimeException handleFault(String message, Throwable cause) {
            FaultHandlerException fault = new FaultHandlerException(name + ": " + message, cause);
            if (fatal) {
                record(fault);
            } else {
                LOG.warn("Fault in the embedded broker, which goes on", fault);
            }
            action.run();
            return fault;
        }
    }
}
