package dev.weir.api.network;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.TooManyRequestsResponse;
import java.util.concurrent.atomic.AtomicBoolean;

/** What takes seconds of a processor, and is therefore done for one asker at a time; others are told when to come again. */
public final class OneAtATime implements Handler {
    private static final String RETRY_AFTER_SECONDS = "3";

    private final Handler costly;
    private final AtomicBoolean isBusy = new AtomicBoolean();

    public OneAtATime(Handler costly) {
        this.costly = costly;
    }

    @Override
    public void handle(Context context) throws Exception {
        if (!isBusy.compareAndSet(false, true)) {
            context.header("Retry-After", RETRY_AFTER_SECONDS);
            throw new TooManyRequestsResponse(
                    "another is asking for this now, and it is worked out for one at a time: ask again in "
                            + RETRY_AFTER_SECONDS + " s");
        }
        try {
            costly.handle(context);
        } finally {
            isBusy.set(false);
        }
    }
}
