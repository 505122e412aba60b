package dev.weir.api.network;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.TooManyRequestsResponse;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs work that takes seconds of processor time for one caller at a time, and tells others when to try again. */
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
