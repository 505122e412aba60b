package dev.weir.api.door;

import dev.weir.api.access.Caller;
import dev.weir.api.access.Role;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Meets each request on the thread that read it: sends away who may not come in, answers at once where the answer is kept, and
 * gives all others a thread of their own. A request answered here wakes one thread, and one that is handed on three, which is
 * most of what a short answer costs; so nothing here may wait.
 */
public final class Door extends Handler.Wrapper {
    /** Sends a request away. */
    public interface Refused {
        void send(Response response, Callback callback, int status, String detail);
    }

    private final Entrance entrance;
    private final Refused refused;
    private final String path;
    private final KeptAnswer kept;

    /**
     * @param path of the route whose answer is kept, as it is without a query
     * @param kept shown to all who may see
     */
    public Door(Entrance entrance, Refused refused, String path, KeptAnswer kept) {
        this.entrance = entrance;
        this.refused = refused;
        this.path = path;
        this.kept = kept;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Refusal refusal = entrance.check(request, response);
        if (refusal != null) {
            refused.send(response, callback, refusal.status(), refusal.detail());
            return true;
        }
        ByteBuffer body = mayBeAnsweredHere(request) ? kept.get() : null;
        if (body == null) {
            request.getContext().execute(() -> handOn(request, response, callback));
        } else {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
            response.write(true, body, callback);
        }
        return true;
    }

    private boolean mayBeAnsweredHere(Request request) {
        Caller caller = Entrance.callerOf(request::getAttribute);
        return caller != null
                && Role.SEE.contains(caller.role())
                && HttpMethod.GET.is(request.getMethod())
                && path.equals(request.getHttpURI().getPathQuery());
    }

    private void handOn(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Throwable e) {
            Response.writeError(request, response, callback, e);
        }
    }
}
