package dev.weir.api;

import dev.weir.desk.Change;
import dev.weir.desk.Desk;
import dev.weir.desk.DeskException;
import dev.weir.desk.DeskFeed;
import dev.weir.detector.Detector;
import dev.weir.detector.responses.ResponseStanding;
import io.javalin.http.Context;
import io.javalin.http.NotAcceptableResponse;
import io.javalin.http.ServiceUnavailableResponse;
import io.javalin.http.TooManyRequestsResponse;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Tells browsers what changes on the desk, as server-sent events. A client's queue is the desk itself: each knows the last change it
 * was sent, and is sent what comes after, a few hundred at a time. Who comes again with the id of the last goes on from there; who was
 * away for too long, or since the desk was filled anew, is sent {@code reset} first and loads all afresh.
 */
final class EventStream implements AutoCloseable {
    private static final int MOST_CLIENTS = 64;
    private static final int MOST_AT_ONCE = 500;
    private static final int SENDERS = 4;
    private static final long KEEP_ALIVE_SECONDS = 10;

    private final Optional<DeskFeed> feed;
    private final Detector detector;
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService senders = new ScheduledThreadPoolExecutor(SENDERS, task -> {
        Thread thread = new Thread(task, "weir-events");
        thread.setDaemon(true);
        return thread;
    });

    private final ScheduledFuture<?> beat;

    /** @param detector whose responses are told of too, as {@code response}; those have no number, and are not told again */
    EventStream(Optional<DeskFeed> feed, Detector detector) {
        this.feed = feed;
        this.detector = detector;
        detector.watchResponses(() -> clients.forEach(Client::respond));
        feed.ifPresent(open -> open.watch(() -> clients.forEach(Client::wake)));
        this.beat = senders.scheduleWithFixedDelay(
                () -> clients.forEach(Client::keepAlive), KEEP_ALIVE_SECONDS, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
    }

    /** Begins to tell a client. */
    void open(Context context) throws Exception {
        Desk desk = feed.flatMap(DeskFeed::desk)
                .orElseThrow(() -> new ServiceUnavailableResponse("the desk is being filled: ask again"));
        if (clients.size() >= MOST_CLIENTS) {
            throw new TooManyRequestsResponse("at most " + MOST_CLIENTS + " listen at a time: close some");
        }
        String accept = context.header("Accept");
        if (accept == null || !accept.contains("text/event-stream")) {
            throw new NotAcceptableResponse("send the header \"Accept: text/event-stream\"");
        }
        new SseHandler(sse -> tell(sse, desk)).handle(context);
    }

    private void tell(SseClient sse, Desk desk) {
        String last = sse.ctx().header("Last-Event-ID");
        Client client = new Client(sse, desk, last == null ? sse.ctx().queryParam("last") : last);
        sse.keepAlive();
        sse.onClose(() -> clients.remove(client));
        clients.add(client);
        client.wake();
    }

    @Override
    public void close() {
        beat.cancel(false);
        clients.forEach(client -> client.sse.close());
        senders.shutdownNow();
    }

    /** One that listens. Sent to by one thread at a time. */
    private final class Client {
        private final SseClient sse;
        private final Desk desk;
        private final AtomicBoolean isSending = new AtomicBoolean();
        private volatile boolean hasNews;
        private volatile boolean hasResponses;
        private boolean needsReset;
        private boolean isGreeted;
        private long sent;

        Client(SseClient sse, Desk desk, @Nullable String lastId) {
            this.sse = sse;
            this.desk = desk;
            Change.Span span = desk.changes();
            String prefix = desk.generation() + "-";
            this.sent = span.last();
            if (lastId != null) {
                long last = lastId.startsWith(prefix) ? number(lastId.substring(prefix.length())) : -1;
                needsReset = last < 0 || last > span.last() || last + 1 < span.first();
                sent = needsReset ? span.last() : last;
            }
        }

        private static long number(String text) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                return -1;
            }
        }

        void wake() {
            hasNews = true;
            if (isSending.compareAndSet(false, true)) {
                senders.execute(this::send);
            }
        }

        void respond() {
            hasResponses = true;
            wake();
        }

        void keepAlive() {
            if (isSending.compareAndSet(false, true)) {
                senders.execute(() -> {
                    sse.sendComment("still here");
                    release();
                });
            }
        }

        private void send() {
            try {
                hasNews = false;
                greet();
                tellOfResponses();
                List<Change> changes = desk.changesAfter(sent, MOST_AT_ONCE);
                while (!changes.isEmpty() && !sse.terminated()) {
                    for (Change change : changes) {
                        sse.sendEvent(change.kind(), change.json(), id(change.id()));
                        sent = change.id();
                    }
                    changes = desk.changesAfter(sent, MOST_AT_ONCE);
                }
                release();
            } catch (DeskException e) {
                clients.remove(this);
                sse.close();
            }
        }

        /** So that who has seen no change yet can come again too. */
        private void greet() {
            if (!isGreeted) {
                isGreeted = true;
                sse.sendEvent(needsReset ? "reset" : "hello", "{}", id(sent));
            }
        }

        private void tellOfResponses() {
            if (hasResponses) {
                hasResponses = false;
                ResponseStanding standing = detector.responseStanding();
                sse.sendEvent("response", ApiJson.write(Map.of("waiting", standing == null ? 0 : standing.waiting())));
            }
        }

        private void release() {
            isSending.set(false);
            if (hasNews) {
                wake();
            }
        }

        private String id(long change) {
            return desk.generation() + "-" + change;
        }
    }
}
